import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Route } from '@playwright/test';
import { stopServer } from '@/lib/store/server';
import { endLeftovers } from '@/scripts/up/child';
import { type App, OWNER, startApp } from '../support/app';
import { expect, goTo, signIn, test } from '../support/browser';
import { employ, PROVIDER_BUTTON, signInWithProvider, wayBack, wayOut } from '../support/company';

const ADA = { name: 'Ada Lovelace', email: 'ada@northwind.test', email_verified: true };
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: /\w/ });
const role = (page: Page) => page.getByText(/^Ada Lovelace, /);

/** The company's own workspace; who is new begins in the demo. */
async function goHome(page: Page) {
  await page.getByLabel('Workspace').selectOption({ label: 'Gantry' });
  await expect(page.getByText('Nothing here costs money.')).toBeHidden();
  await goTo(page, 'Settings');
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
}

test('a workspace chosen before the page’s scripts are there is gone to when they are', async ({
  stranger: page,
}) => {
  await signIn(page);
  const held: Route[] = [];
  let holding = true;
  await page.route('**/_next/static/**/*.js', (route) => (holding ? held.push(route) : route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await page.getByLabel('Workspace').selectOption({ label: 'Gantry' });
  holding = false;
  await Promise.all(held.map((route) => route.continue()));
  await expect(page.getByText('Nothing here costs money.')).toBeHidden();
});

test('groups give a role and teams, by keyboard; other groups give others, and none take them away', async ({
  stranger: page,
}) => {
  await employ('ada', { ...ADA, groups: ['ml', 'all-staff'] });
  await page.goto('/costs?group=gpu');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: PROVIDER_BUTTON })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Northwind login');
  await page.getByLabel('Login').fill('ada');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/costs\?group=gpu$/);
  await goHome(page);
  await expect(role(page)).toHaveText('Ada Lovelace, engineer of Research and Search');
  await expect(page.getByRole('list', { name: 'Your sessions' }).getByRole('listitem')).toHaveCount(1);

  await signOut(page);
  await employ('ada', { ...ADA, groups: ['guests'] });
  // The provider remembers her: nobody is asked for a login again.
  await page.getByRole('link', { name: PROVIDER_BUTTON }).click();
  await goHome(page);
  await expect(role(page)).toHaveText('Ada Lovelace, viewer of Research');
  await expect(page.getByText('Your groups give you this role and these teams')).toBeVisible();

  await signOut(page);
  await employ('ada', { ...ADA, groups: ['all-staff'] });
  await page.getByRole('link', { name: PROVIDER_BUTTON }).click();
  await expect(alert(page)).toContainText('no group of yours is on the list. Ask an owner or admin');
  expect((await page.request.get('/api/overview')).status()).toBe(401);
});

test('somebody whom nothing lets in is told what to do; so is who cancels, and whose e-mail nobody verified', async ({
  stranger: page,
}) => {
  await employ('eve', {
    name: 'Eve',
    email: 'eve@elsewhere.test',
    email_verified: true,
    groups: ['visitors'],
  });
  await page.goto('/sign-in');
  await signInWithProvider(page, 'eve');
  await expect(alert(page)).toContainText('nothing here lets you in');

  await page.context().clearCookies();
  await employ('mallory', { name: 'Owner', email: OWNER.email, email_verified: false, groups: ['ml'] });
  await page.goto('/sign-in');
  await signInWithProvider(page, 'mallory');
  await expect(alert(page)).toContainText('doesn’t vouch for your e-mail');

  await page.context().clearCookies();
  await page.goto('/sign-in?from=%2Fmarket');
  await page.getByRole('link', { name: PROVIDER_BUTTON }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(alert(page)).toContainText('Signing in with Northwind SSO was cancelled');
  await expect(page.getByLabel('Password')).toBeVisible();
});

/** An owner in a browser of their own, on the company's Team screen: the shared session stays where it is. */
async function ownersTeam(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await signIn(page);
  await page.getByLabel('Workspace').selectOption({ label: 'Gantry' });
  await expect(page.getByText('Nothing here costs money.')).toBeHidden();
  await goTo(page, 'Team');
  return page;
}

test.describe('a session that somebody else ends', () => {
  // What its page was reading is refused.
  test.use({ tolerated: /401/ });

  test('an admin ends the session of somebody who came by the provider: their next request is signed out', async ({
    stranger: page,
    browser,
  }) => {
    await employ('grace', {
      name: 'Grace',
      email: 'grace@northwind.test',
      email_verified: true,
      groups: ['ml'],
    });
    await page.goto('/sign-in');
    await signInWithProvider(page, 'grace');
    await expect(page).not.toHaveURL(/sign-in/);
    expect((await page.request.get('/api/overview')).status()).toBe(200);

    const owner = await ownersTeam(browser);
    await owner.getByRole('button', { name: 'Grace' }).click();
    const sheet = owner.getByRole('dialog', { name: 'Grace' });
    await expect(sheet.getByText('Single sign-on')).toBeVisible();
    await sheet.getByRole('button', { name: /^End the session of/ }).click();
    await expect(sheet.getByRole('list', { name: 'Sessions of Grace' })).toBeHidden();
    await owner.context().close();

    expect((await page.request.get('/api/overview')).status()).toBe(401);
    // In another tab: the open one may be on its way out by itself.
    const next = await page.context().newPage();
    await next.goto('/instances');
    await expect(next).toHaveURL(/sign-in/);
  });
});

test('who is invited joins with the provider’s button, and no password', async ({
  stranger: page,
  browser,
}) => {
  const owner = await ownersTeam(browser);
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('fay@northwind.test');
  await dialog.getByLabel('Role').selectOption({ label: 'Finance' });
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = (await dialog.getByText(/\/invite\//).textContent()) ?? '';
  await owner.context().close();

  await employ('fay', { name: 'Fay', email: 'fay@northwind.test', email_verified: true });
  await page.goto(link);
  await page.getByRole('link', { name: PROVIDER_BUTTON }).click();
  await expect(page).toHaveURL(/sign-in$/);
  await signInWithProvider(page, 'fay');
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/$/);
  await goTo(page, 'Settings');
  await expect(page.getByText('Fay, finance')).toBeVisible();
});

test('the owner comes in by the provider, too: one person, whose sessions are one list', async ({
  stranger: page,
}) => {
  await employ('boss', { name: 'Boss', email: OWNER.email, email_verified: true });
  await page.goto('/sign-in');
  await signInWithProvider(page, 'boss');
  await expect(page).not.toHaveURL(/sign-in/);
  await goTo(page, 'Settings');
  await expect(page.getByText(/, owner/)).toBeVisible();
  await signOut(page);
  await signIn(page);
  await goTo(page, 'Settings');
  await expect(page.getByText(/, owner/)).toBeVisible();
});

test.describe('an answer that isn’t to this browser’s question signs nobody in', () => {
  const refused = async (page: Page, to: URL) => {
    await page.goto(to.href);
    await expect(alert(page)).toContainText(
      'Signing in with Northwind SSO wasn’t finished: it took longer than a quarter of an hour',
    );
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('gantry-session');
  };
  test.beforeEach(() => employ('ada', { ...ADA, groups: ['ml'] }));

  test('with a state that was changed', async ({ stranger: page }) => {
    const back = await wayBack(page.request, await wayOut(page.request), 'ada');
    back.searchParams.set('state', `${back.searchParams.get('state')}x`);
    await refused(page, back);
  });

  test('without the nonce, in the token or in the browser', async ({ stranger: page }) => {
    const without = await wayOut(page.request);
    without.searchParams.delete('nonce');
    await refused(page, await wayBack(page.request, without, 'ada'));
    const back = await wayBack(page.request, await wayOut(page.request), 'ada');
    await page.context().clearCookies({ name: 'next-auth.nonce' });
    await refused(page, back);
  });

  test('with a code that was used, even with every cookie of the first time', async ({
    stranger: page,
    browser,
  }) => {
    const back = await wayBack(page.request, await wayOut(page.request), 'ada');
    const cookies = await page.context().cookies();
    await page.goto(back.href);
    await expect(page).not.toHaveURL(/sign-in/);
    const thief = await browser.newContext({ storageState: { cookies, origins: [] } });
    await refused(await thief.newPage(), back);
    await thief.close();
  });
});

test.describe('a Gantry of its own', () => {
  let home: string;
  let apps: App[];
  test.beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'gantry-sso-'));
    apps = [];
  });
  test.afterEach(async () => {
    for (const app of apps) await app.end();
    await endLeftovers(home);
    await stopServer(home);
    rmSync(home, { recursive: true, force: true });
  });
  const up = async (env: Record<string, string>) => {
    const app = await startApp({ GANTRY_DATA_DIR: home, GANTRY_DEMO: 'off', ...env });
    apps.push(app);
    return app;
  };
  // Nobody listens there.
  const DOWN = {
    GANTRY_OIDC_ISSUER: 'http://127.0.0.1:9',
    GANTRY_OIDC_CLIENT_ID: 'gantry',
    GANTRY_OIDC_CLIENT_SECRET: 'secret',
    GANTRY_PASSWORD_SIGN_IN: 'off',
  };
  const owner = { GANTRY_OWNER_EMAIL: OWNER.email, GANTRY_OWNER_PASSWORD: OWNER.password };

  test('without passwords, whose provider is down, is opened from the terminal', async ({
    stranger: page,
  }) => {
    const locked = await up({ ...owner, ...DOWN });
    await page.goto(`${locked.url}/sign-in`);
    await expect(page.getByLabel('Password')).toHaveCount(0);
    for (const path of ['forgot', 'reset/token']) {
      await page.goto(`${locked.url}/${path}`);
      await expect(page.getByText('Passwords don’t open this Gantry.')).toBeVisible();
    }
    await page.goto(`${locked.url}/sign-in`);
    await page.getByRole('link', { name: 'Continue with single sign-on' }).click();
    await expect(alert(page)).toContainText('it doesn’t answer Gantry. Try again in a minute');
    // A page whose server ends complains of it.
    await page.goto('about:blank');
    await locked.end();

    const password = 'another horse battery staple';
    const broken = await up({
      ...DOWN,
      GANTRY_PASSWORD_SIGN_IN: 'on',
      GANTRY_OWNER_EMAIL: OWNER.email,
      GANTRY_OWNER_PASSWORD: password,
      GANTRY_OWNER_RESET: '1',
    });
    await page.goto(`${broken.url}/sign-in`);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await page.goto('about:blank');
  });

  test('doesn’t start with groups that can’t be read, and says which', async () => {
    await expect(up({ ...DOWN, GANTRY_OIDC_GROUPS: 'ml=engineer;ops=king' })).rejects.toThrow(
      /GANTRY_OIDC_GROUPS can’t be read\. “king” is no role; there are owner, admin/,
    );
  });
});
