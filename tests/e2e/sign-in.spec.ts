import { OWNER } from '../support/app';
import { expect, signIn, test } from '../support/browser';

test('signed out, every screen leads to the sign-in and back, and every reading is refused', async ({
  stranger: page,
}) => {
  for (const path of ['/', '/market', '/instances', '/costs', '/accounts', '/limits', '/settings']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toContain('/sign-in');
  }
  for (const path of ['/api/market', '/api/instances', '/api/live', '/api/overview']) {
    expect((await page.request.get(path, { maxRedirects: 0 })).status(), path).toBe(401);
  }
  await page.goto('/costs?group=gpu');
  await signInHere(page, OWNER);
  await expect(page).toHaveURL(/\/costs\?group=gpu$/);
});

test('a wrong password is a sentence and keeps the e-mail; the eleventh has to wait', async ({
  stranger: page,
}) => {
  const who = { email: 'guesser@example.com', password: 'not the password' };
  await page.goto('/sign-in');
  for (let guess = 1; guess <= 10; guess++) {
    await signInHere(page, who);
    await expect(page.getByRole('alert').filter({ hasText: 'go together' })).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(who.email);
    await expect(page.getByLabel('Password')).toHaveValue('');
  }
  expect(page.url()).not.toContain('password');
  await signInHere(page, who);
  await expect(page.getByText(/Too many sign-ins failed here. Try again in \d+ minutes/)).toBeVisible();
});

test.describe('signing out', () => {
  // What was being read while the session ended is refused.
  test.use({ tolerated: /401/ });

  test('ends the session at once', async ({ stranger: page }) => {
    await signIn(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/sign-in/);
    await page.goto('/instances');
    await expect(page).toHaveURL(/sign-in/);
  });
});

async function signInHere(
  page: import('@playwright/test').Page,
  { email, password }: { email: string; password: string },
) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await answered;
}
