import type { Page } from '@playwright/test';
import { type Field, fieldsOf } from '@/lib/surfaces/operations/form';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { expectNoViolationsWithin } from '../support/axe';
import { expect, test } from '../support/browser';
import { ended, fill, main, open, send } from '../support/operation-screen';

const all = [...operationByName.values()];
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What somebody might type there that can't be meant; null for what takes anything, or can only be chosen. */
function wrongFor({ control, required }: Field): string | null {
  if (control.kind === 'number') return 'lots';
  if (control.kind === 'json') return 'not json {';
  return required && ['text', 'choice', 'moment'].includes(control.kind) ? '' : null;
}

/** Sends something wrong; false where nothing can be. */
async function trySomethingWrong(page: Page, op: Operation): Promise<boolean> {
  const field = fieldsOf(op).find((each) => wrongFor(each) !== null);
  if (!field) return false;
  const control = main(page).getByRole('form').locator(`[name="${field.name}"]`);
  const wrong = wrongFor(field) ?? '';
  if (wrong !== '') await control.fill(wrong);
  await send(page).click();
  await expect(control).toHaveAttribute('aria-invalid', 'true');
  await expect(control).toHaveValue(wrong);
  await expect(main(page).getByRole('alert').first()).toHaveText(/\.$/);
  return true;
}

/** Forms of the same controls are the same screen: one of each is looked at, or all with `GANTRY_OPERATIONS=all`. */
function looked(): Operation[] {
  const seen = new Set<string>();
  return all.filter((op) => {
    const kinds = new Set(fieldsOf(op).map(({ control }) => control.kind));
    const shape = [worstEffect(op) === 'reads', ...[...kinds].toSorted()].join(' ');
    if (seen.has(shape)) return process.env.GANTRY_OPERATIONS === 'all';
    seen.add(shape);
    return true;
  });
}

test('an operation has a screen that opens, says what is wrong at its field, reads what it reads, and fits a phone', async ({
  page,
}) => {
  test.setTimeout(all.length * 20_000);
  const some = looked();
  let wrong = 0;
  let read = 0;
  for (const op of some) {
    await test.step(op.name, async () => {
      await open(page, op);
      if (await trySomethingWrong(page, op)) wrong += 1;
      if (worstEffect(op) === 'reads') {
        if (fieldsOf(op).some(({ example }) => example !== null)) await fill(page).click();
        await send(page).click();
        await expect(ended(page)).toBeVisible({ timeout: 30_000 });
        read += 1;
      }
      await expectNoViolationsWithin(page, 'main');
      await page.setViewportSize(PHONE);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
      await page.setViewportSize(DESK);
    });
  }
  expect(wrong).toBeGreaterThan(some.length / 3);
  expect(read).toBe(some.filter((op) => worstEffect(op) === 'reads').length);
});
