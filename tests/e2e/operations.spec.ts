import type { Page } from '@playwright/test';
import { type Field, fieldsOf } from '@/lib/surfaces/operations/form';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/browser';

const all = [...operationByName.values()];
const main = (page: Page) => page.getByRole('main');
const fill = (page: Page) => page.getByRole('button', { name: 'Fill in the example' });
const send = (page: Page) => main(page).getByRole('form').locator('button[type=submit]');
const ended = (page: Page) => main(page).getByText(/^(Done|Failed|No answer)$/);

async function open(page: Page, op: { name: string; title: string }) {
  await page.goto(`/operations/${op.name}`);
  await expect(page.getByRole('heading', { level: 1, name: op.title, exact: true })).toBeVisible();
}

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

test('each of them has a screen that opens, says what is wrong at its field, and reads what it reads', async ({
  page,
}) => {
  test.setTimeout(all.length * 20_000);
  let wrong = 0;
  let read = 0;
  for (const op of all) {
    await test.step(op.name, async () => {
      await open(page, op);
      if (await trySomethingWrong(page, op)) wrong += 1;
      if (worstEffect(op) === 'reads') {
        if (fieldsOf(op).some(({ example }) => example !== null)) await fill(page).click();
        await send(page).click();
        await expect(ended(page)).toBeVisible({ timeout: 30_000 });
        read += 1;
      }
      await expectNoViolations(page);
    });
  }
  expect(wrong).toBeGreaterThan(60);
  expect(read).toBe(all.filter((op) => worstEffect(op) === 'reads').length);
});

test('on a phone none of them is wider than it', async ({ page }) => {
  test.setTimeout(all.length * 5_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const op of all) {
    await open(page, op);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), op.name).toBe(390);
  }
});

/** Agrees to what the plan says, typing what it asks for. */
async function agree(page: Page) {
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The audit will say that you');
  const typed = dialog.getByRole('textbox');
  if (await typed.isVisible()) {
    const [phrase] = await dialog.locator('label b').allTextContents();
    await typed.fill(phrase ?? '');
  }
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
}

/** One that changes something for each kind of thing; their examples are as good as anything. */
const CHANGES = [
  operations.createApiKey,
  operations.createSshKey,
  operations.createSecret,
  operations.createTemplate,
  operations.createEndpoint,
  operations.createWebhook,
  operations.createSubaccount,
] as const;

test('what changes something is done once its plan was agreed to, and stands in its last runs', async ({
  page,
}) => {
  test.setTimeout(CHANGES.length * 20_000);
  for (const op of CHANGES) {
    await test.step(op.name, async () => {
      await open(page, op);
      await fill(page).click();
      await send(page).click();
      await agree(page);
      await expect(main(page).getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
      await page.reload();
      await expect(
        page.getByRole('complementary', { name: 'About it' }).getByRole('listitem').first(),
      ).toContainText('done', { ignoreCase: true });
    });
  }
});

test('an instance is found in a list and labelled by its number', async ({ page }) => {
  await open(page, operations.listInstances);
  await send(page).click();
  const table = page.getByRole('table', { name: 'Instances' });
  await expect(table.locator('tbody tr').first()).toBeVisible({ timeout: 30_000 });
  const id = (await table.getByRole('rowheader').first().textContent()) ?? '';
  await open(page, operations.manageInstance);
  await main(page).locator('[name=id]').fill(id);
  await main(page).locator('[name=label]').fill('by its number');
  await send(page).click();
  await agree(page);
  await expect(main(page).getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
});

test('the keyboard finds an operation in the palette and in the list', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('transfer credit');
  await page.getByRole('option', { name: /Transfer credit/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\/update_a_vast_ai_commands_transfer_credit_by_id$/);
  await page.goto('/operations');
  await page.getByRole('searchbox').fill('rotate');
  await expect(main(page).getByRole('listitem')).not.toHaveCount(all.length);
  await main(page).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\/\w+$/);
});
