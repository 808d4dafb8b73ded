/** People, end to end on a Gantry of their own: invited, in, restricted, locked out, back in, gone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Request } from '@playwright/test';
import { stopServer } from '@/lib/store/server';
import { type App, OWNER, startApp } from '../support/app';
import { expectNoViolations } from '../support/axe';
import { expect, goTo, listen, signIn, test } from '../support/browser';
import { type LetterBox, linkIn, openLetterBox } from '../support/letter-box';

const EVE = { email: 'eve@example.com', password: 'a good first password' };
const NEW_PASSWORD = 'an even better password';

let home: string;
let app: App;
let box: LetterBox;

test.describe.configure({ timeout: 180_000 });

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gantry-people-'));
  box = await openLetterBox();
  app = await startApp({
    GANTRY_DATA_DIR: home,
    GANTRY_DEMO: 'off',
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    GANTRY_OWNER_NAME: 'Ada',
    GANTRY_WORKSPACE_NAME: 'Northwind AI',
    GANTRY_SMTP_URL: box.url,
    GANTRY_MAIL_FROM: 'Gantry <gantry@example.com>',
  });
});

test.afterAll(async () => {
  await app?.end();
  await stopServer(home);
  await box.close();
  rmSync(home, { recursive: true, force: true });
});

/** A browser of somebody's own. */
async function browserOf(browser: Browser): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: app.url,
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  return { page, complaints: listen(page) };
}

const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const onScreen = (page: Page) =>
  rail(page).getByRole('combobox', { name: 'Workspace' }).locator('option:checked');
const member = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Members' })
    .getByRole('row')
    .filter({ hasText: new RegExp(`\\b${name}\\b`) });

test('invited by mail, in with a role that is enforced, locked out and back by mail, and gone', async ({
  browser,
}) => {
  const { page: ada, complaints: adas } = await browserOf(browser);
  await signIn(ada);
  await goTo(ada, 'Team');
  await ada.getByLabel('New team').fill('NLP');
  await ada.getByRole('button', { name: 'Add team' }).click();
  await expect(ada.getByRole('list', { name: 'Teams' })).toContainText('NLP');

  const eve = await test.step('Ada invites Eve; Eve opens the link of her mail and joins', async () => {
    await invite(ada);
    const { page, complaints } = await browserOf(browser);
    await page.goto(linkIn(await box.newest(EVE.email)));
    await expect(page.getByRole('heading', { name: 'Join Northwind AI' })).toBeVisible();
    await expect(page.getByText('Ada invites you. Your role: viewer of NLP.')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(EVE.email);
    await expectNoViolations(page);
    await page.getByLabel('Your name').fill('Eve');
    await page.getByLabel('Password').fill(EVE.password);
    await page.getByRole('button', { name: 'Join' }).click();
    await expect(rail(page)).toContainText('Eve');
    await expect(rail(page)).toContainText('Viewer');
    // Ada sees it without asking again.
    await expect(member(ada, 'Eve')).toContainText('NLP');
    return { page, complaints };
  });

  await test.step('what Eve may not do isn’t on her screen, and the server refuses it', async () => {
    const asked = await requestOf(ada, () => invite(ada, 'mallory@example.com'));
    await goTo(eve.page, 'Team');
    await expect(member(eve.page, 'Eve')).toContainText('you');
    await expect(eve.page.getByRole('button', { name: 'Invite' })).toHaveCount(0);
    await expect(eve.page.getByRole('combobox', { name: 'Workspace' })).toHaveCount(0);
    // The very request by which Ada invited, with Eve's session.
    const answer = await eve.page.request.post(asked.url(), {
      headers: {
        'next-action': asked.headers()['next-action'] ?? '',
        'content-type': asked.headers()['content-type'] ?? '',
        origin: app.url,
      },
      data: (asked.postData() ?? '').replace('mallory@', 'trudy@'),
    });
    expect(await answer.text()).toContain('Your role in this workspace doesn’t include this');
    expect(box.letters.some((letter) => letter.includes('trudy@'))).toBe(false);
    expect((await eve.page.request.get('/workspaces/new')).status()).toBe(404);
  });

  await test.step('Ada makes Eve an engineer, which Eve’s next page knows', async () => {
    await member(ada, 'Eve').getByRole('button', { name: 'Eve' }).click();
    const sheet = ada.getByRole('dialog', { name: /^Eve/ });
    await sheet.getByLabel('Role').selectOption('engineer');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(ada.getByText('Eve: engineer from now on.')).toBeVisible();
    await sheet.getByRole('button', { name: 'Make a reset link' }).click();
    await expect(sheet.getByText(/\/reset\//)).toBeVisible();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await eve.page.reload();
    await expect(rail(eve.page)).toContainText('Engineer');
  });

  await test.step('Eve forgets her password; the mail’s link sets a new one and ends her session', async () => {
    const { page, complaints } = await browserOf(browser);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    // The sign-in has a field of the same name.
    await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await page.getByLabel('E-mail').fill(EVE.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    await expect.poll(() => box.letters.at(-1)).toContain('A new password for Gantry');
    const link = linkIn(await box.newest(EVE.email));
    await page.goto(link);
    await expectNoViolations(page);
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page.getByRole('heading', { name: 'Your new password is set' })).toBeVisible();
    await page.goto(link);
    await expect(page.getByText('This link was used')).toBeVisible();
    expect(complaints).toEqual([]);
    await page.context().close();

    await eve.page.goto('/team');
    await expect(eve.page).toHaveURL(/sign-in/);
    await eve.page.getByLabel('E-mail').fill(EVE.email);
    await eve.page.getByLabel('Password').fill(EVE.password);
    await eve.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(eve.page.getByText('This e-mail and password don’t go together.')).toBeVisible();
    await signIn(eve.page, { email: EVE.email, password: NEW_PASSWORD });
  });

  await test.step('somebody who isn’t known is answered the same, and gets no mail', async () => {
    const { page } = await browserOf(browser);
    await page.goto('/forgot');
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    expect(box.letters.some((letter) => letter.includes('nobody@example.com'))).toBe(false);
    await page.context().close();
  });

  await test.step('Eve leaves: it says what ends, and she is out', async () => {
    await goTo(eve.page, 'Team');
    await member(eve.page, 'Eve').getByRole('button', { name: 'Eve' }).click();
    await eve.page.getByRole('button', { name: 'Leave the workspace' }).click();
    const dialog = eve.page.getByRole('dialog', { name: 'Leave this workspace?' });
    await expect(dialog).toContainText('You are signed out.');
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await expect(eve.page).toHaveURL(/sign-in/);
    await expect(member(ada, 'Eve')).toHaveCount(0);
    await eve.page.getByLabel('E-mail').fill(EVE.email);
    await eve.page.getByLabel('Password').fill(NEW_PASSWORD);
    await eve.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(eve.page.getByText('You belong to no workspace any more.')).toBeVisible();
  });

  await test.step('Ada can’t leave: she is the last owner', async () => {
    await member(ada, 'Ada').getByRole('button', { name: 'Ada' }).click();
    await ada.getByRole('button', { name: 'Leave the workspace' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Leave this workspace?' });
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await expect(dialog).toContainText('A workspace keeps at least one owner.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  expect(adas).toEqual([]);
  expect(eve.complaints).toEqual([]);
});

test('a mail server that is away is said, and the link stands there to be copied', async ({ browser }) => {
  const { page, complaints } = await browserOf(browser);
  await signIn(page);
  await goTo(page, 'Team');
  await box.close();
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill('late@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'late@example.com is invited' });
  await expect(dialog).toContainText('The mail wasn’t sent: the mail server doesn’t answer.');
  await expect(dialog.getByText(/\/invite\//)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('list', { name: 'Invitations' })).toContainText('late@example.com');
  await page.goto('/forgot');
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('The mail server doesn’t answer, so no link can be sent now.')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('an owner makes a second workspace, which begins empty, and goes back', async ({ browser }) => {
  const { page, complaints } = await browserOf(browser);
  await signIn(page);
  await rail(page).getByRole('combobox', { name: 'Workspace' }).selectOption('New workspace…');
  await page.getByLabel('Name').fill('Second');
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(onScreen(page)).toHaveText('Second');
  await goTo(page, 'Team');
  await expect(page.getByText('1 member', { exact: true })).toBeVisible();
  await rail(page).getByRole('combobox', { name: 'Workspace' }).selectOption('Northwind AI');
  await expect(page).toHaveURL(`${app.url}/`);
  await expect(onScreen(page)).toHaveText('Northwind AI');
  expect(complaints).toEqual([]);
});

async function invite(page: Page, email = EVE.email): Promise<void> {
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await expect(dialog).toContainText('Without a team they see nothing');
  await dialog.getByLabel('NLP').check();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const done = page.getByRole('dialog', { name: `${email} is invited` });
  await expect(done).toContainText(`Mailed to ${email}.`);
  await done.getByRole('button', { name: 'Done' }).click();
}

const isInvitation = (request: Request): boolean =>
  request.method() === 'POST' && (request.postData() ?? '').includes('"email"');

async function requestOf(page: Page, act: () => Promise<void>): Promise<Request> {
  const sent = page.waitForRequest(isInvitation);
  await act();
  return sent;
}
