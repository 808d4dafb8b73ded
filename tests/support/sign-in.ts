import type { Page } from '@playwright/test';
import { OWNER } from './app';

/** By the form, as a person does. */
export async function signIn(page: Page, who: { email: string; password: string } = OWNER): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((at) => !at.pathname.includes('sign-in'));
}
