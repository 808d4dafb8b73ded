/** The company's identity provider beside the running application, from a story's side. */
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import type { Profile } from './identity-provider';

const issuer = () => process.env.GANTRY_E2E_ISSUER ?? '';

/** From now on the provider says this of whoever logs in there as `login`. */
export async function employ(login: string, profile: Profile): Promise<void> {
  const told = await fetch(`${issuer()}/people/${login}`, { method: 'PUT', body: JSON.stringify(profile) });
  expect(told.status).toBe(204);
}

export const PROVIDER_BUTTON = 'Continue with Northwind SSO';

/** From the sign-in page by its button to the provider and through its login. */
export async function signInWithProvider(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: PROVIDER_BUTTON }).click();
  await expect(page).toHaveTitle('Northwind login');
  await page.getByLabel('Login').fill(login);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Where Gantry sends the browser to, without going there. */
export async function wayOut(browser: APIRequestContext): Promise<URL> {
  const answer = await browser.get('/sign-in/oidc', { maxRedirects: 0 });
  return new URL(answer.headers().location ?? '');
}

/** Logs in at the provider and stops at the door of Gantry: the address the browser is sent back to. */
export async function wayBack(browser: APIRequestContext, authorize: URL, login: string): Promise<URL> {
  let answer = await browser.get(authorize.href, { maxRedirects: 0 });
  for (;;) {
    const next = new URL(answer.headers().location ?? '', issuer());
    if (next.origin !== issuer()) return next;
    answer = next.pathname.startsWith('/login/')
      ? await browser.post(next.href, { form: { login }, maxRedirects: 0 })
      : await browser.get(next.href, { maxRedirects: 0 });
  }
}
