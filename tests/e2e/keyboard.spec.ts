import type { Page } from '@playwright/test';
import { expect, offers, test } from '../support/browser';

const focused = (page: Page) => page.locator(':focus');

/** Tab until something is reached; a person who can't get there in forty steps can't get there. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'combobox', name: string | RegExp) {
  const wanted = page.getByRole(role, { name });
  for (let step = 0; step < 40; step++) {
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab doesn't reach ${role} ${name}`);
}

test('with the keyboard alone: filter the market, choose an offer, fill in its rent, put it aside', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(offers(page).first()).toBeVisible();

  await page.keyboard.press('/');
  await expect(focused(page)).toHaveAccessibleName('GPU');
  await page.keyboard.press('Enter');
  await page.keyboard.type('RTX 5090');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/gpu=RTX\+5090/);
  // Once for what was typed, once for the list.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(offers(page).first()).toContainText('RTX 5090');

  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await expect(offers(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: /^Rent \d+× RTX 5090/ });
  await expect(form).toBeVisible();
  await page.keyboard.press('r');
  await expect(form.getByRole('combobox').first()).toBeFocused();
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('by-keyboard');
  await tabTo(page, 'button', /^Rent for \$/);
  // Nothing is chosen to run yet: it says so and sends nothing.
  await page.keyboard.press('Enter');
  await expect(form.getByText('Choose a template, or name an image.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
});

test('with the keyboard alone: destroy an instance and take it back from another screen', async ({
  page,
}) => {
  await page.goto('/instances');
  const row = page.getByRole('row').filter({ hasText: 'vision-ft-03' });
  await expect(row).toBeVisible();
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press('j');
    if (await row.evaluate((each) => each === document.activeElement)) break;
  }
  await expect(row).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(page, 'textbox', /to go on/);
  await page.keyboard.type('vision-ft-03');
  await page.keyboard.press('Enter');
  const running = page.getByText('Destroying vision-ft-03 in');
  await expect(running).toBeVisible();
  // It stands wherever one goes in those ten seconds.
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(running).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('Taken back: vision-ft-03 stays')).toBeVisible();
});
