import { afterAll, beforeAll, expect, it } from 'vitest';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { createSession } from '@/lib/auth/sessions';
import { personActor } from '@/lib/policy/actor';
import type { AuditPage } from '@/lib/queries/audit';
import { record } from '@/lib/store/audit';
import { openStore, type Store } from '@/lib/store/db';
import { testDatabase } from '@/tests/support/database';
import { makeWorkspace } from '@/tests/support/workspace';

type Handler = (request: Request) => Promise<Response>;

let store: Store;
let cookie: string;
let list: Handler;
let file: Handler;

beforeAll(async () => {
  const { url } = await testDatabase();
  process.env.DATABASE_URL = url;
  store = openStore(url);
  const scope = await makeWorkspace(store.db);
  for (let n = 1; n <= 120; n++) {
    await record(store.db, personActor(scope), {
      at: new Date('2026-11-24T12:00:00Z'),
      action: 'workspace.changed',
      result: n % 2 ? 'done' : 'refused',
      sentence: `changed it ${n}`,
    });
  }
  const session = await createSession(store.db, scope.personId, { address: null, agent: null }, new Date());
  cookie = `${SESSION_COOKIE}=${session?.id}`;
  list = (await import('@/app/api/audit/route')).GET;
  file = (await import('@/app/api/export/audit.csv/route')).GET;
});
afterAll(() => store.close());

const ask = (handler: Handler, path: string, headers: Record<string, string> = { cookie }) =>
  handler(new Request(`http://127.0.0.1${path}`, { headers }));

it('the file holds the rows of all pages, and no other', async () => {
  const did: string[] = [];
  let next: number | null = null;
  do {
    const reply = await ask(list, `/api/audit?result=refused${next === null ? '' : `&before=${next}`}`);
    const page = (await reply.json()) as AuditPage;
    did.push(...page.rows.map((row) => row.did));
    next = page.next;
  } while (next !== null);
  expect(did).toHaveLength(60);

  const reply = await ask(file, '/api/export/audit.csv?result=refused');
  expect(reply.headers.get('content-type')).toContain('text/csv');
  expect(reply.headers.get('content-disposition')).toContain('audit.csv');
  const lines = (await reply.text()).trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[5])).toEqual(did);
});

it.each(['/api/audit', '/api/export/audit.csv'])(
  '%s refuses strangers, and what it can’t read',
  async (path) => {
    const handler = path === '/api/audit' ? list : file;
    expect((await ask(handler, path, {})).status).toBe(401);
    const wrong = await ask(handler, `${path}?result=good`);
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ problem: { code: 'input.malformed' } });
  },
);
