import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, offers, signIn, test } from '../support/browser';
import { addPerson } from '../support/people';

const TEAM = 'Vision';

const limits = (page: Page) => page.getByRole('table', { name: 'Limits' });
const rowOf = (page: Page) => limits(page).getByRole('row').filter({ hasText: TEAM });

async function setHour(page: Page, dollars: string) {
  const dialog = page.getByRole('dialog', { name: `What ${TEAM} may spend` });
  await rowOf(page).getByRole('button', { name: TEAM }).click();
  await dialog.getByLabel('At once').fill(dollars);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('a team’s limit refuses a rent in a sentence, and lets it be once it is raised', async ({
  page,
  context,
}) => {
  test.setTimeout(150_000);
  await test.step('set it, after what was typed wrong is said', async () => {
    await page.goto('/limits');
    await expect(page.getByRole('heading', { name: 'No limits yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Set a limit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a limit' });
    await dialog.getByRole('button', { name: 'Set the limit' }).click();
    await expect(dialog).toContainText('Choose whom it is for.');
    await expect(dialog).toContainText('This allows everything.');
    await dialog.getByLabel('For').selectOption({ label: `${TEAM}, team` });
    await dialog.getByLabel('At once').fill('a lot');
    await expect(dialog).toContainText('An amount, such as 12.50.');
    await dialog.getByLabel('At once').fill('0.01');
    await dialog.getByRole('button', { name: 'Set the limit' }).click();
    await expect(rowOf(page).first()).toContainText('of $0.01');
  });

  const renting = await context.newPage();
  const form = renting.getByRole('form', { name: /^Rent 1×/ });
  const verdict = form.getByRole('status', { name: 'Spending limits' });
  const button = form.getByRole('button', { name: /^Rent for \$/ });

  await test.step('a rent for that team is refused before it is sent; for another it is not', async () => {
    await renting.goto('/market?gpu=RTX+4090&count=1');
    await offers(renting).nth(2).click();
    await form.getByLabel('Team').selectOption('');
    await expect(verdict).toHaveText('No spending limit binds this.');
    await expect(button).toBeEnabled();
    await form.getByLabel('Team').selectOption({ label: TEAM });
    await expect(verdict).toContainText(`${TEAM} may spend $0.01 an hour.`);
    await expect(button).toBeDisabled();
  });

  await test.step('raised on another page, the verdict follows by itself, and the button answers again', async () => {
    await setHour(page, '1000');
    await expect(verdict).toContainText(/Vision: \$[\d.]+ of \$1,000\.00 an hour after this\./);
    await expect(button).toBeEnabled();
  });

  await test.step('lower than what is committed it is allowed, and says so', async () => {
    await setHour(page, '0.001');
    await expect(limits(page)).toContainText(/an hour is running already; nothing more can start/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
  });

  await test.step('removed, after a question', async () => {
    await rowOf(page).getByRole('button', { name: TEAM }).click();
    await page.getByRole('button', { name: 'Remove the limit' }).click();
    const question = page.getByRole('dialog', { name: `Remove the limit of ${TEAM}?` });
    await question.getByRole('button', { name: 'Remove the limit' }).click();
    await expect(page.getByRole('heading', { name: 'No limits yet' })).toBeVisible();
  });
  await renting.close();
});

test('a viewer sees what binds them and sets nothing', async ({ stranger: page, dataDir }) => {
  const viewer = {
    email: 'limits-viewer@example.com',
    password: 'look but do not touch',
    role: 'viewer',
  } as const;
  await addPerson(dataDir, viewer);
  await signIn(page, viewer);
  await page.getByRole('link', { name: 'Limits' }).click();
  await expect(page.getByRole('heading', { name: 'No limit binds you' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Set a limit' })).toHaveCount(0);
});
