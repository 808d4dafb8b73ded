import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { createSession } from '@/lib/auth/sessions';
import type { Store } from '@/lib/store/db';
import { openStore } from '@/lib/store/db';
import { testDatabase } from '@/tests/support/database';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';

let store: Store;
let cookie: string;
let health: (request: Request) => Promise<Response>;
let csv: (request: Request) => Promise<Response>;

beforeAll(async () => {
  const { url } = await testDatabase();
  process.env.DATABASE_URL = url;
  store = openStore(url);
  const scope = await makeWorkspace(store.db);
  const accountId = await linkFake(store.db, scope, 'https://console.vast.ai');
  await store.db.execute(sql`INSERT INTO cost_rollup VALUES
    (${scope.workspaceId}, 'item', '2026-11-01', ${accountId}, 'gpu', 12.3456789012),
    (${scope.workspaceId}, 'item', '2026-11-02', ${accountId}, 'gpu', 1)`);
  const session = await createSession(store.db, scope.personId, { address: null, agent: null }, new Date());
  cookie = `${SESSION_COOKIE}=${session?.id}`;
  health = (await import('@/app/api/health/route')).GET;
  csv = (await import('@/app/api/export/costs.csv/route')).GET;
  return () => store.close();
});

const signedIn = (path: string) => new Request(`http://127.0.0.1${path}`, { headers: { cookie } });
const anybody = (path: string) => new Request(`http://127.0.0.1${path}`);

it('health says ok to anybody and nothing more', async () => {
  const reply = await health(anybody('/api/health'));
  expect(reply.headers.get('content-type')).toContain('application/json');
  expect(await reply.json()).toEqual({ status: 'ok' });
});

it('health says to somebody signed in how far each account’s costs are read', async () => {
  const reply = await health(signedIn('/api/health'));
  expect(await reply.json()).toMatchObject({
    status: 'ok',
    accounts: [{ name: 'Main', state: 'ok', syncedThrough: null, closedThrough: null }],
  });
});

it('costs.csv: half-open UTC days, every digit', async () => {
  const reply = await csv(signedIn('/api/export/costs.csv?from=2026-11-01&to=2026-11-02&group=item'));
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/csv');
  expect(reply.headers.get('content-disposition')).toContain('costs-by-item-2026-11-01-2026-11-01.csv');
  expect(await reply.text()).toBe('day,item,cost_usd\r\n2026-11-01,gpu,12.3456789012\r\n');
});

it('costs.csv refuses strangers, and wrong parameters with a sentence', async () => {
  expect((await csv(anybody('/api/export/costs.csv?from=2026-11-01&to=2026-11-02&group=item'))).status).toBe(
    401,
  );
  const wrong = await csv(signedIn('/api/export/costs.csv?from=2026-11-01&to=yesterday&group=item'));
  expect(wrong.status).toBe(422);
  expect((await wrong.json()).problem.say).toContain('YYYY-MM-DD');
});
