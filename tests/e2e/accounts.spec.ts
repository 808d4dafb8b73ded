import { startEmulator } from '@/lib/emulator';
import { expect, goTo, signIn, test } from '../support/browser';
import { addPerson } from '../support/people';

// Where real machines are linked, everybody's next session begins: this is somebody with a workspace of their own.
const LINKER = {
  email: 'linker@example.com',
  password: 'an account to be linked',
  role: 'owner',
  home: 'Own machines',
} as const;

test('an account linked from the demo opens a clean workspace; a wrong key keeps what was typed', async ({
  stranger: page,
  dataDir,
}) => {
  // Its first reading waits behind the demo's ninety days, which are read in the minute after a first start.
  test.setTimeout(180_000);
  const other = await startEmulator({ world: 'empty', seed: 3, limits: 'off' });
  try {
    await addPerson(dataDir, LINKER);
    await signIn(page, LINKER);
    await expect(page.getByText('Nothing here costs money.')).toBeVisible();
    await goTo(page, 'Accounts');
    await page.getByLabel('Name', { exact: true }).fill('Own account');
    await page.getByLabel('Address').fill(other.url);
    await page.getByLabel('API key').fill('not-a-key');
    await page.getByRole('button', { name: 'Link account' }).click();
    await expect(page.getByText('Vast.ai doesn’t accept this key.')).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Own account');

    await page.getByLabel('API key').fill(other.apiKey);
    await page.getByRole('button', { name: 'Link account' }).click();
    const card = page.getByRole('region', { name: 'Own account' });
    await expect(card).toContainText('new@example.com');
    await expect(page.getByText('Nothing here costs money.')).toBeHidden();
    // The demo's dollars are in no sum with these.
    await expect(card).toContainText('$25.00', { timeout: 90_000 });
    await expect(page.getByRole('list', { name: 'Meter' })).toContainText('$25.00 credit', {
      timeout: 30_000,
    });
    await goTo(page, 'Instances');
    await expect(page.getByRole('main')).not.toContainText('llama-ft-12');

    await goTo(page, 'Accounts');
    await card.getByRole('button', { name: 'What can be done with Own account' }).click();
    await page.getByRole('menuitem', { name: 'Remove from Gantry' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Own account from Gantry?' });
    await dialog.getByRole('textbox').fill('Own account');
    await dialog.getByRole('button', { name: 'Remove Own account' }).click();
    await expect(page.getByText('Link your first account')).toBeVisible();
  } finally {
    await other.close();
  }
});
