import { OWNER } from '../../support/app';
import { expect, test } from '../../support/browser';
import { expectFocusSeen, tabTo } from '../../support/keyboard';

test('with the keyboard alone: sign in, after a password that was wrong', async ({ stranger: page }) => {
  await page.goto('/costs?group=gpu');
  await expect(page).toHaveURL(/sign-in/);
  const password = page.getByLabel('Password');
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(OWNER.email);
  await page.keyboard.press('Tab');
  await expect(password).toBeFocused();
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');

  // Why not is read with the field that is to be filled in again, and that field has the keys.
  await expect(page.getByRole('alert').filter({ hasText: 'go together' })).toBeVisible();
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await expect(password).toHaveAccessibleDescription(/go together/);

  // By the button, too, the keys don't get lost.
  await page.keyboard.type('nor this');
  await tabTo(page, page.getByRole('button', { name: 'Sign in' }));
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.keyboard.press('Enter');
  await answered;
  await expect(password).toHaveValue('');
  await expectFocusSeen(page);
  await tabTo(page, password, { back: true });
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/costs\?group=gpu$/);
  await expect(page.getByRole('heading', { name: 'Costs', level: 1 })).toBeVisible();

  // The form went; the keys are on the page that opened.
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
  await expectFocusSeen(page);

  await page.reload();
  // Past the rail with the first key.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});
