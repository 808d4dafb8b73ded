import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAILURES_MAX } from '@/lib/auth/attempts';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { authOptions } from '@/lib/auth/options';
import { beginSignOn } from '@/lib/auth/sign-on/begin';
import { returnRefusal } from '@/lib/auth/sign-on/return';
import { hashOf } from '@/lib/auth/tokens';
import { readConfig } from '@/lib/config';
import type { Store } from '@/lib/store/db';
import { auditEvent, person, personIdentity, session, signInAttempt } from '@/lib/store/schema';
import { type IdentityProvider, startIdentityProvider } from '@/tests/support/identity-provider';
import { captureLog } from '@/tests/support/logs';
import { Browser, serveAuth } from './auth-server';
import { NOW, nowhere, openTestStore, ownerIn } from './world';

// The whole way with the real provider: out, its login, back, and a session of ours or none.
let store: Store;
let ada: { personId: string; workspaceId: string };
let server: Awaited<ReturnType<typeof serveAuth>>;
let idp: IdentityProvider;
let env: Record<string, string>;
let browser: Browser;
const providers: IdentityProvider[] = [];

beforeAll(async () => {
  store = await openTestStore();
  ada = await ownerIn(store);
  server = await serveAuth(optionsAt);
  idp = await provider();
});
afterAll(async () => {
  for (const each of providers) await each.end();
  await server.close();
  await store.close();
});
beforeEach(async () => {
  env = environmentOf(idp);
  browser = new Browser(server.origin);
  idp.people.clear();
  idp.people.set('ada', { name: 'Ada L.', email: 'ada@example.test', email_verified: true });
  await store.db.delete(session);
  await store.db.delete(personIdentity);
  await store.db.delete(signInAttempt);
});
afterEach(() => vi.restoreAllMocks());

const provider = async (given: Omit<Parameters<typeof startIdentityProvider>[0], 'redirectUri'> = {}) => {
  const started = await startIdentityProvider({
    redirectUri: `${server.origin}/api/auth/callback/oidc`,
    ...given,
  });
  started.people.set('ada', { email: 'ada@example.test', email_verified: true });
  providers.push(started);
  return started;
};
const environmentOf = ({ issuer, clientId, clientSecret }: IdentityProvider) => ({
  GANTRY_OIDC_ISSUER: issuer,
  GANTRY_OIDC_CLIENT_ID: clientId,
  GANTRY_OIDC_CLIENT_SECRET: clientSecret,
});
const optionsAt = (url: string, cookies: Record<string, string> = {}) =>
  authOptions({
    db: store.db,
    config: readConfig({ GANTRY_URL: url, GANTRY_SECRET_KEY: 'k'.repeat(32), ...env }),
    visitor: nowhere,
    held: cookies[SESSION_COOKIE],
    clock: () => NOW,
  });

const rows = () => store.db.select().from(session);

/** As the browser goes: to the provider, whose address this is. */
async function leave(callbackUrl = '/market'): Promise<URL> {
  const away = await browser.post('/api/auth/signin/oidc', { callbackUrl });
  return new URL(away.headers.get('location') ?? '');
}

/** What the provider sends the browser back with, after its login. */
async function logIn(authorize: URL, login = 'ada'): Promise<string> {
  const there = new Browser(authorize.origin);
  const asked = await there.get(authorize.href);
  const page = asked.headers.get('location') ?? '';
  if (page.startsWith(server.origin)) return page;
  const done = await there.submit(page, { login });
  const back = await there.get(done.headers.get('location') ?? '');
  return back.headers.get('location') ?? '';
}

/** Comes back to Gantry; where that leads, through next-auth's own pages as far as there are any. */
async function comeBack(to: string): Promise<string> {
  let answer = await browser.get(to);
  let location = answer.headers.get('location') ?? '';
  while (new URL(location, server.origin).pathname.startsWith('/api/auth/')) {
    answer = await browser.get(location);
    location = answer.headers.get('location') ?? '';
  }
  return location.replace(server.origin, '');
}

describe('a sign-in with a provider', () => {
  it('goes out with PKCE, state and nonce, whose halves stay in sealed cookies', async () => {
    const { origin, searchParams } = await leave();
    expect(origin).toBe(idp.issuer);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${server.origin}/api/auth/callback/oidc`,
    });
    for (const name of ['state', 'nonce', 'pkce.code_verifier']) {
      const sealed = browser.jar.get(`next-auth.${name}`) ?? '';
      expect(sealed).toMatch(/^[\w-]+\.\.[\w.-]+$/);
      for (const value of searchParams.values()) expect(sealed).not.toContain(value);
    }
    expect(await rows()).toHaveLength(0);
  });

  it('comes back to where one wanted to go, in a session like any other', async () => {
    expect(await comeBack(await logIn(await leave()))).toBe('/market');
    const cookie = browser.jar.get(SESSION_COOKIE) ?? '';
    expect(await rows()).toMatchObject([{ idHash: hashOf(cookie), personId: ada.personId, ...nowhere }]);
    expect(await store.db.select().from(personIdentity)).toMatchObject([
      { provider: `oidc:${idp.issuer}`, subject: 'ada', personId: ada.personId },
    ]);
    const said = await store.db.select({ said: auditEvent.sentence }).from(auditEvent);
    expect(said.map((event) => event.said)).toEqual(
      expect.arrayContaining(['linked their account with single sign-on', 'signed in with single sign-on']),
    );
    const kept = [...browser.jar.keys()].filter((name) => /state|nonce|pkce/.test(name));
    expect(kept).toEqual([]);
  });

  it('ends the session that the browser had', async () => {
    await comeBack(await logIn(await leave()));
    const before = hashOf(browser.jar.get(SESSION_COOKIE) ?? '');
    await comeBack(await logIn(await leave()));
    const revoked = (await rows()).filter((row) => row.revokedAt !== null);
    expect(revoked.map((row) => row.idHash)).toEqual([before]);
    expect(await rows()).toHaveLength(2);
  });

  it.each(['https://evil.test/x', '//evil.test', '/\\evil.test', '/api/auth/signout'])(
    'never leads on to %s',
    async (elsewhere) => {
      expect(await comeBack(await logIn(await leave(elsewhere)))).toBe('/');
    },
  );

  it('asks the provider for what its token leaves out, and only then', async () => {
    idp.asked.length = 0;
    expect(await comeBack(await logIn(await leave()))).toBe('/market');
    expect(idp.asked).toContain('/me');
    const full = await provider({ everythingInToken: true });
    env = environmentOf(full);
    expect(await comeBack(await logIn(await leave()))).toBe('/market');
    expect(full.asked).not.toContain('/me');
  });

  it('begun by a link is the same sign-in', async () => {
    const { location, setCookies } = await beginSignOn(optionsAt(server.origin), 'oidc', '/costs', {});
    for (const line of setCookies) {
      expect(line).toMatch(/; Path=\/;.* HttpOnly; SameSite=Lax$/);
      browser.keep(line);
    }
    expect(await comeBack(await logIn(new URL(location)))).toBe('/costs');
    expect(await rows()).toHaveLength(1);
  });

  it('over https keeps its halves in cookies that travel by https only', async () => {
    env = { ...env, GANTRY_URL: 'https://gantry.example.com' };
    const { setCookies } = await beginSignOn(optionsAt(server.origin), 'oidc', '/', {});
    expect(setCookies).toHaveLength(5);
    for (const line of setCookies) expect(line).toMatch(/^__(Secure|Host)-.*; Secure; SameSite=Lax$/);
  });
});

describe('an answer that isn’t to this browser’s question begins no session', () => {
  afterEach(async () => {
    expect(await rows()).toHaveLength(0);
    expect(browser.jar.has(SESSION_COOKIE)).toBe(false);
  });
  const refused = async (to: string) => {
    const said = captureLog();
    expect(await comeBack(to)).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent(`${server.origin}/market`)}&error=OAuthCallback`,
    );
    return said.text();
  };

  it('with a state that was changed', async () => {
    const back = new URL(await logIn(await leave()));
    back.searchParams.set('state', `${back.searchParams.get('state')}x`);
    expect(await refused(back.href)).toContain('state mismatch');
  });

  it('without a state', async () => {
    const back = new URL(await logIn(await leave()));
    back.searchParams.delete('state');
    expect(await refused(back.href)).toContain('state missing');
  });

  it.each([
    ['state', 'State cookie was missing'],
    ['nonce', 'Nonce cookie was missing'],
    ['pkce.code_verifier', 'PKCE code_verifier cookie was missing'],
  ])('without this browser’s %s', async (name, why) => {
    const back = await logIn(await leave());
    browser.jar.delete(`next-auth.${name}`);
    expect(await refused(back)).toContain(why);
  });

  it('with a token that names no nonce, or another one', async () => {
    const without = await leave();
    without.searchParams.delete('nonce');
    expect(await refused(await logIn(without))).toContain('nonce mismatch');
    const other = await leave();
    other.searchParams.set('nonce', 'x'.repeat(43));
    expect(await refused(await logIn(other))).toContain('nonce mismatch');
  });

  it('with a code that was asked for with another secret of PKCE', async () => {
    const away = await leave();
    away.searchParams.set('code_challenge', 'x'.repeat(43));
    expect(await refused(await logIn(away))).toContain('invalid_grant');
  });

  it('with a token that other keys have signed', async () => {
    env = environmentOf(await provider({ wrongKeys: true }));
    expect(await refused(await logIn(await leave()))).toContain('failed to validate JWT signature');
  });

  it('that tells about somebody else than the token does', async () => {
    const confused = await provider({ mixesPeopleUp: true });
    confused.people.set('eve', { email: 'eve@example.test', email_verified: true });
    env = environmentOf(confused);
    expect(await refused(await logIn(await leave()))).toContain('told about somebody else');
  });

  it('of a provider that calls itself otherwise', async () => {
    env.GANTRY_OIDC_ISSUER = idp.issuer.replace('127.0.0.1', 'localhost');
    expect(await refused(await logIn(await leave()))).toContain('the provider calls itself');
  });

  it('of a provider that is gone', async () => {
    const leaving = await provider();
    env = environmentOf(leaving);
    const back = await logIn(await leave());
    await leaving.end();
    await refused(back);
  });
});

it('a code that was used is refused, with every cookie of the first time', async () => {
  const back = await logIn(await leave());
  const halves = new Map(browser.jar);
  expect(await comeBack(back)).toBe('/market');
  browser.jar.clear();
  for (const [name, value] of halves) browser.jar.set(name, value);
  const said = captureLog();
  expect(await comeBack(back)).toContain('error=OAuthCallback');
  expect(said.lines()).toHaveLength(1);
  expect(browser.jar.has(SESSION_COOKIE)).toBe(false);
  expect(await rows()).toHaveLength(1);
});

it('a provider that is down can’t be gone to, and the page says so', async () => {
  const gone = await provider();
  env = environmentOf(gone);
  await gone.end();
  const said = captureLog();
  const answer = await browser.post('/api/auth/signin/oidc', { callbackUrl: '/market' });
  expect(await comeBack(answer.headers.get('location') ?? '')).toMatch(/^\/sign-in\?.*&error=OAuthSignin$/);
  expect(said.lines()).toMatchObject([{ part: 'auth', code: 'SIGNIN_OAUTH_ERROR' }]);
});

describe('somebody whom nothing lets in', () => {
  const asEve = async () => comeBack(await logIn(await leave(), 'eve'));

  it('is refused, and leaves no person, no link and no session', async () => {
    idp.people.set('eve', { email: 'eve@example.test', email_verified: true });
    expect(await asEve()).toBe('/sign-in?error=auth.not_let_in');
    expect(await rows()).toHaveLength(0);
    expect(await store.db.select().from(personIdentity)).toHaveLength(0);
    expect(await store.db.select().from(person)).toHaveLength(1);
  });

  it('isn’t the owner by an address that nobody verified', async () => {
    for (const email_verified of [false, undefined]) {
      idp.people.set('eve', {
        email: 'ada@example.test',
        ...(email_verified === false && { email_verified }),
      });
      expect(await asEve()).toBe('/sign-in?error=auth.email_unverified');
    }
    expect(await rows()).toHaveLength(0);
  });

  it('has failed once less for every time they are let in', async () => {
    for (let i = 0; i < 2 * FAILURES_MAX.account; i++) {
      expect(await comeBack(await logIn(await leave()))).toBe('/market');
    }
    expect(await store.db.select().from(signInAttempt)).toMatchObject([{ failures: 0 }]);
  });

  it('has to wait when they try again and again; nobody else has', async () => {
    idp.people.set('eve', { email: 'eve@example.test', email_verified: true });
    for (let i = 0; i < FAILURES_MAX.account; i++) expect(await asEve()).toContain('not_let_in');
    expect(await asEve()).toBe('/sign-in?error=TooManyAttempts.900');
    expect(await comeBack(await logIn(await leave()))).toBe('/market');
  });
});

describe('an answer from a provider', () => {
  const way = { id: 'oidc', name: 'Northwind SSO' } as const;
  const comes = (query: string, address: string) =>
    returnRefusal(store.db, way, new URLSearchParams(query), { ...nowhere, address }, NOW);

  it('is looked at fifty times in a quarter of an hour from one address, whoever it is about', async () => {
    for (let i = 0; i < FAILURES_MAX.address; i++) {
      expect(await comes('code=c', '198.51.100.1')).toBeUndefined();
    }
    expect(await comes('code=c', '198.51.100.1')).toMatchObject({ facts: { waitSeconds: 900 } });
    expect(await comes('code=c', '198.51.100.2')).toBeUndefined();
  });

  it('that says somebody cancelled is a sentence of its own', async () => {
    expect(await comes('error=access_denied', nowhere.address)).toMatchObject({
      code: 'auth.provider_refused',
    });
  });
});
