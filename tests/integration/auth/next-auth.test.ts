import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAILURES_MAX } from '@/lib/auth/attempts';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { authOptions } from '@/lib/auth/options';
import { IDLE_MS, revokeAllSessions } from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import { readConfig } from '@/lib/config';
import type { Store } from '@/lib/store/db';
import { session, signInAttempt } from '@/lib/store/schema';
import { Browser, serveAuth } from './auth-server';
import { later, MINUTE, NOW, nowhere, openTestStore, ownerIn, PASSWORD } from './world';

let store: Store;
let ada: { personId: string; workspaceId: string };
let server: Awaited<ReturnType<typeof serveAuth>>;
let browser: Browser;
let now: Date;

beforeAll(async () => {
  store = await openTestStore();
  ada = await ownerIn(store);
  server = await serveAuth(optionsAt);
});
afterAll(async () => {
  await server.close();
  await store.close();
});
beforeEach(async () => {
  now = NOW;
  browser = new Browser(server.origin);
  await store.db.delete(session);
  await store.db.delete(signInAttempt);
});

const optionsAt = (url: string, cookies: Record<string, string>) =>
  authOptions({
    db: store.db,
    config: readConfig({ GANTRY_URL: url, GANTRY_SECRET_KEY: 'k'.repeat(32) }),
    visitor: nowhere,
    held: cookies[SESSION_COOKIE],
    clock: () => now,
  });

const signIn = (password = PASSWORD) =>
  browser.post('/api/auth/callback/credentials', {
    email: 'ada@example.test',
    password,
    callbackUrl: '/market',
  });
const whoAmI = async () => (await browser.get('/api/auth/session')).json();
const rows = () => store.db.select().from(session);

describe('signing in through next-auth', () => {
  it('answers 302 to where one wanted to go, with an opaque cookie whose hash is the row', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${server.origin}/market`);
    const cookie = browser.jar.get(SESSION_COOKIE) ?? '';
    expect(await rows()).toMatchObject([{ idHash: hashOf(cookie), personId: ada.personId, ...nowhere }]);
    const line = answer.headers.getSetCookie().find((each) => each.startsWith(SESSION_COOKIE));
    expect(line).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(await whoAmI()).toEqual({
      user: { name: 'Ada', email: 'ada@example.test' },
      expires: later(IDLE_MS).toISOString(),
    });
  });

  it('with a wrong password answers error=CredentialsSignin, no cookie and no row', async () => {
    const answer = await signIn('wrong password');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('error=CredentialsSignin');
    expect(browser.jar.has(SESSION_COOKIE)).toBe(false);
    expect(await rows()).toHaveLength(0);
    const page = await browser.get(answer.headers.get('location') ?? '');
    const next = await browser.get(page.headers.get('location') ?? '');
    expect(next.headers.get('location')).toMatch(/^\/sign-in\?.*error=CredentialsSignin$/);
  });

  it('too often answers how long to wait', async () => {
    for (let i = 0; i < FAILURES_MAX.account; i++) await signIn('wrong password');
    now = later(5 * MINUTE);
    const answer = await signIn();
    expect(answer.headers.get('location')).toContain('error=TooManyAttempts.600');
    expect(await rows()).toHaveLength(0);
  });

  it('ends the session that the browser had', async () => {
    await signIn();
    const before = browser.jar.get(SESSION_COOKIE) ?? '';
    await signIn();
    const [first, second, ...more] = (await rows()).toSorted((a) => (a.idHash === hashOf(before) ? -1 : 1));
    expect(more).toHaveLength(0);
    expect([first?.revokedAt, second?.revokedAt]).toEqual([NOW, null]);
  });

  it('without the form’s token signs nobody in', async () => {
    const body = new URLSearchParams({ email: 'ada@example.test', password: PASSWORD });
    await fetch(`${server.origin}/api/auth/callback/credentials`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect(await rows()).toHaveLength(0);
  });
});

describe('next-auth’s calls for the session', () => {
  it('put its end off and never write a second row', async () => {
    await signIn();
    const cookie = browser.jar.get(SESSION_COOKIE);
    now = later(60 * MINUTE);
    await whoAmI();
    expect(browser.jar.get(SESSION_COOKIE)).toBe(cookie);
    const [row, ...more] = await rows();
    expect(more).toHaveLength(0);
    expect(row).toMatchObject({ lastSeenAt: now, expiresAt: later(60 * MINUTE + IDLE_MS) });
  });

  it('after it was revoked know nobody, take the cookie back, and leave it revoked', async () => {
    await signIn();
    const cookie = browser.jar.get(SESSION_COOKIE) ?? '';
    await revokeAllSessions(store.db, ada.personId, now);
    expect(await whoAmI()).toEqual({});
    expect(browser.jar.has(SESSION_COOKIE)).toBe(false);
    browser.jar.set(SESSION_COOKIE, cookie);
    await browser.post('/api/auth/session', { data: 'anything' });
    expect(await rows()).toMatchObject([{ revokedAt: NOW, lastSeenAt: NOW }]);
  });

  it('take nothing that a browser posts into the session', async () => {
    await signIn();
    const forged = { 'data[sub]': 'someone', 'data[user][email]': 'eve@example.test' };
    await browser.post('/api/auth/session', forged);
    expect(await whoAmI()).toMatchObject({ user: { email: 'ada@example.test' } });
    expect(await rows()).toMatchObject([{ personId: ada.personId }]);
  });

  it('with a made-up cookie know nobody', async () => {
    browser.jar.set(SESSION_COOKIE, 'A'.repeat(43));
    expect(await whoAmI()).toEqual({});
    expect(await rows()).toHaveLength(0);
  });
});

it('signing out through next-auth revokes the row', async () => {
  await signIn();
  await browser.post('/api/auth/signout');
  expect(browser.jar.has(SESSION_COOKIE)).toBe(false);
  expect(await rows()).toMatchObject([{ revokedAt: NOW }]);
});
