/** The parts of an operation's screen, as a person finds them. */
import type { Page } from '@playwright/test';
import { expect } from './browser';

export const main = (page: Page) => page.getByRole('main');
export const fill = (page: Page) => page.getByRole('button', { name: 'Fill in the example' });
export const send = (page: Page) => main(page).getByRole('form').locator('button[type=submit]');
export const ended = (page: Page) => main(page).getByText(/^(Done|Failed|No answer)$/);

export async function open(page: Page, op: { name: string; title: string }) {
  await page.goto(`/operations/${op.name}`);
  await expect(page.getByRole('heading', { level: 1, name: op.title, exact: true })).toBeVisible();
}
