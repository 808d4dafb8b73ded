import { expect, test } from '../../support/browser';
import { expectFocusSeen, goByKeys, tabTo } from '../../support/keyboard';

test('with the keyboard alone: destroy an instance and take it back from another screen', async ({
  page,
}) => {
  const name = 'vision-ft-03';
  await page.goto('/instances');
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toBeVisible();
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-id') ?? null);
  const wanted = await row.getAttribute('data-id');
  for (let step = 0; step < 15 && (await at()) !== wanted; step++) {
    const before = await at();
    await page.keyboard.press('j');
    await expect.poll(at).not.toBe(before);
  }
  await expect(row).toBeFocused();

  const dialog = page.getByRole('dialog', { name: `Destroy ${name}?` });
  await test.step('the row’s menu asks, too; thought better of, the keys are where they were', async () => {
    await page.keyboard.press('.');
    const destroy = page.getByRole('menuitem', { name: 'Destroy' });
    for (let step = 0; step < 15; step++) {
      if (await destroy.evaluateAll(([item]) => item === document.activeElement)) break;
      await page.keyboard.press('ArrowDown');
    }
    await expect(destroy).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expectFocusSeen(page);
    await expect(row.or(row.getByRole('button')).and(page.locator(':focus'))).toHaveCount(1);
  });

  await test.step('asked for by its name', async () => {
    await page.keyboard.press('Delete');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    // The question keeps the keys until it is answered.
    const typed = dialog.getByRole('textbox', { name: /to go on/ });
    await tabTo(page, typed);
    await tabTo(page, dialog.getByRole('button', { name: 'Close' }));
    await tabTo(page, typed);
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Destroying ${name} in`)).toBeVisible();
    await expect(dialog).toBeHidden();
    await expectFocusSeen(page);
  });

  await test.step('taken back on another screen: it stands wherever one goes in those ten seconds', async () => {
    await goByKeys(page, 'go', 'Overview');
    await expect(page.getByText(`Destroying ${name} in`)).toBeVisible();
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('z');
    await expect(page.getByText(`Taken back: ${name} stays`)).toBeVisible();
    await expect(page.getByRole('main')).toBeFocused();
  });
});
