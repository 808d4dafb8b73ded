import type { Page } from '@playwright/test';
import { z } from 'zod';
import { operationByName, operations } from '@/lib/vast/operations';
import { expect, test } from '../support/browser';
import { fill, main, open, send } from '../support/operation-screen';

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

const Labelled = z.object({ instances: z.object({ label: z.string() }) });

test('an instance is found in a list and labelled by its number', async ({ page, demo }) => {
  await open(page, operations.listInstances);
  await send(page).click();
  const table = page.getByRole('table', { name: 'Instances' });
  await expect(table.locator('tbody tr').first()).toBeVisible({ timeout: 30_000 });
  const id = (await table.getByRole('rowheader').first().textContent()) ?? '';
  const path = `/api/v0/instances/${id}/`;
  const label = async () => Labelled.parse(await demo.call('GET', path)).instances.label;
  const before = await label();
  await open(page, operations.manageInstance);
  await main(page).locator('[name=id]').fill(id);
  await main(page).locator('[name=label]').fill('by its number');
  await send(page).click();
  await agree(page);
  await expect(main(page).getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  expect(await label()).toBe('by its number');
  // The stories share the demo, and know its instances by their names.
  await demo.call('PUT', path, { label: before });
});

test('the keyboard finds an operation in the palette and in the list', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('transfer credit');
  await page.getByRole('option', { name: /Transfer credit/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\/update_a_vast_ai_commands_transfer_credit_by_id$/);
  await page.goto('/operations');
  await page.getByRole('searchbox').fill('rotate');
  await expect(main(page).getByRole('listitem')).not.toHaveCount(operationByName.size);
  await main(page).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\/\w+$/);
});
