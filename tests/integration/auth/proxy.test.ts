import { NextRequest } from 'next/server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { createSession, revokeSession, TOUCH_EVERY_MS } from '@/lib/auth/sessions';
import { store as sharedStore } from '@/lib/store/connection';
import { session } from '@/lib/store/schema';
import { config, proxy } from '@/proxy';
import { captureLog } from '@/tests/support/logs';
import { nowhere, openTestStore, ownerIn } from './world';

let store: Awaited<ReturnType<typeof openTestStore>>;
let id: string;
beforeAll(async () => {
  store = await openTestStore();
  vi.stubEnv('DATABASE_URL', store.url);
  const { personId } = await ownerIn(store);
  id = (await createSession(store.db, personId, nowhere, new Date()))?.id ?? '';
});
afterAll(async () => {
  await sharedStore().close();
  await store.close();
});
afterEach(() => vi.restoreAllMocks());

const ask = (
  path: string,
  cookie?: string,
  init: { method?: string; headers?: Record<string, string> } = {},
) =>
  proxy(
    new NextRequest(`http://127.0.0.1:3000${path}`, {
      method: init.method ?? 'GET',
      headers: { ...init.headers, ...(cookie ? { cookie: `${SESSION_COOKIE}=${cookie}` } : {}) },
    }),
  );
const passes = (response: Response) => response.headers.get('x-middleware-next') === '1';

describe('signed out', () => {
  it.each(['/', '/market?gpu=H100', '/instances', '/costs', '/sign-in/x', '/first-run'])(
    '%s leads to the sign-in page before anything renders',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(307);
      const to = new URL(answer.headers.get('location') ?? '');
      expect(to.pathname).toBe('/sign-in');
      expect(to.searchParams.get('from')).toBe(path === '/' ? null : path);
    },
  );

  it.each(['/api/live', '/api/export/costs.csv', '/api/health/x'])(
    '%s answers 401 with a problem',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ problem: { code: 'auth.signed_out' } });
    },
  );

  it.each([
    '/sign-in',
    '/sign-in/oidc',
    '/first-run/token',
    '/api/auth/csrf',
    '/api/auth/callback/credentials',
    '/api/health',
    '/api/reference',
    '/scalar.js',
  ])('%s is open', async (path) => expect(passes(await ask(path))).toBe(true));

  it('a form isn’t sent on to the sign-in page, and an action’s caller is told where to go', async () => {
    const form = await ask('/market', undefined, { method: 'POST' });
    expect(form.status).toBe(303);
    const action = await ask('/market', undefined, { method: 'POST', headers: { 'next-action': 'abc' } });
    expect(action.status).toBe(401);
    expect(action.headers.get('x-action-redirect')).toBe('/sign-in?from=%2Fmarket;push');
  });

  it('a slash too many leads to the same page of this server, but programs are let through with it', async () => {
    const to = async (path: string) => {
      const answer = await ask(path);
      return `${answer.status} ${answer.headers.get('location')}`;
    };
    expect(await to('/market/?gpu=H100')).toBe('308 http://localhost:3000/market?gpu=H100');
    expect(await to('//elsewhere.example/')).toBe('308 http://localhost:3000//elsewhere.example');
    expect(passes(await ask('/api/vast/proxy/api/v0/instances/', undefined, { method: 'POST' }))).toBe(true);
  });

  it('only Next’s own files and icons stay outside of the gate', () => {
    const [pattern = ''] = config.matcher;
    const gated = (path: string) => new RegExp(`^${pattern}$`).test(path);
    expect(['/_next/static/x.js', '/icon.svg', '/favicon.ico'].some(gated)).toBe(false);
    expect(['/', '/market', '/market/icon.svg', '/api/x.ico', '/icon.svg/x', '/next/'].every(gated)).toBe(
      true,
    );
  });
});

describe('signed in', () => {
  it('everything passes, until the session is revoked: then nothing does, at once', async () => {
    const begun = await createSession(store.db, (await onlyRow()).personId, nowhere, new Date());
    const mine = begun?.id ?? '';
    expect(passes(await ask('/market', mine))).toBe(true);
    expect(passes(await ask('/api/live', mine))).toBe(true);
    await revokeSession(store.db, mine, new Date());
    expect((await ask('/market', mine)).status).toBe(307);
    expect((await ask('/api/live', mine)).status).toBe(401);
  });

  it('a request notes that the session is used, once a minute', async () => {
    const seen = new Date(Date.now() - TOUCH_EVERY_MS);
    await store.db.update(session).set({ lastSeenAt: seen });
    await ask('/market', id);
    const { lastSeenAt } = await onlyRow();
    expect(lastSeenAt.getTime()).toBeGreaterThan(seen.getTime());
    await ask('/market', id);
    expect((await onlyRow()).lastSeenAt).toEqual(lastSeenAt);
  });

  const onlyRow = async () => {
    const [row] = await store.db.select().from(session).orderBy(session.createdAt);
    if (!row) throw new Error('no session');
    return row;
  };
});

describe('every answer', () => {
  it('forbids framing, sniffing and scripts without the nonce, which the page’s own scripts get', async () => {
    const answer = await ask('/market', id);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect((await ask('/market')).headers.get('x-frame-options')).toBe('DENY');
    expect((await ask('/market', id)).headers.get('content-security-policy')).not.toBe(policy);
  });

  it('without a database is 503 and lets nobody in', async () => {
    const logged = captureLog();
    vi.spyOn(sharedStore().pool, 'query').mockRejectedValue(new Error('down'));
    expect((await ask('/market', id)).status).toBe(503);
    expect(await (await ask('/api/live', id)).json()).toMatchObject({
      problem: { code: 'auth.store_unreachable', again: 'yes' },
    });
    expect(logged.lines()).toMatchObject([
      { part: 'auth', err: { cause: { message: 'down' } } },
      { part: 'auth' },
    ]);
  });
});
