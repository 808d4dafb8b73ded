// Programs before the real server: a token opens the door and a browser’s cookie doesn’t; what was read is written down
// also when the server is told to end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { startServer, stopServer } from '@/lib/store/server';
import { endLeftovers } from '@/scripts/up/child';
import { OWNER, startApp } from '../support/app';
import { demoOf } from '../support/simulated';
import { tokenByCli } from '../support/token';
import { signIn } from '../support/visit';

const url = () => process.env.GANTRY_E2E_URL ?? '';
const dataDir = () => process.env.GANTRY_E2E_DATA_DIR ?? '';
const LABEL = 'by a cookie alone';

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${url()}/api/vast/${path}`, { redirect: 'manual', ...init });

test('a browser’s cookie reads and changes nothing', async ({ page }) => {
  const cookie = await signIn(url());
  const read = await ask('instances?limit=1', { headers: { cookie } });
  expect(read.status).toBe(200);
  expect(read.headers.get('cache-control')).toBe('no-store');
  // No page of another site may read the answer.
  expect(read.headers.get('access-control-allow-origin')).toBeNull();
  const [instance] = ((await read.json()) as { result: { instances: { id: number }[] } }).result.instances;
  const id = instance?.id ?? 0;

  const body = JSON.stringify({ label: LABEL });
  const writes = [
    ['PUT', `instances/${id}`, 'application/json'],
    ['PUT', `proxy/api/v0/instances/${id}/`, 'application/json'],
    // What a form of another site can send without being asked first.
    ['POST', 'template', 'text/plain'],
    ['DELETE', `instances/${id}`, 'application/json'],
  ] as const;
  for (const [method, path, type] of writes) {
    const headers = { cookie, 'content-type': type, origin: url() };
    const refused = await ask(path, { method, headers, body });
    expect([path, refused.status]).toEqual([path, 401]);
    expect(await refused.json()).toMatchObject({ code: 'rest.token_needed' });
  }
  // A token that is none isn’t helped by a cookie beside it.
  const wrong = await ask('instances', { headers: { cookie, authorization: 'Bearer gantry_none' } });
  expect(wrong.status).toBe(401);
  expect((await ask('instances')).status).toBe(401);

  // From another site’s page the browser sends no cookie along, and shows no answer.
  await page.context().addCookies(
    cookie.split('; ').map((one) => {
      const [name = '', ...value] = one.split('=');
      return { name, value: value.join('='), url: url(), sameSite: 'Lax' as const };
    }),
  );
  await page.goto('data:text/html,<title>another site</title>');
  const seen = await page.evaluate(
    (address) => fetch(address, { credentials: 'include' }).then(String, () => 'kept from it'),
    `${url()}/api/vast/instances`,
  );
  expect(seen).toBe('kept from it');

  const written = await demoOf(dataDir()).written();
  expect(JSON.stringify(written)).not.toContain(LABEL);
});

test('what programs read is written down before the server ends', async () => {
  test.setTimeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'gantry-reads-'));
  const READS = 25;
  try {
    const app = await startApp({
      GANTRY_DATA_DIR: home,
      GANTRY_OWNER_EMAIL: OWNER.email,
      GANTRY_OWNER_PASSWORD: OWNER.password,
    });
    try {
      const token = await tokenByCli({ GANTRY_DATA_DIR: home }, '--name', 'reader', '--role', 'owner');
      const read = () =>
        fetch(`${app.url}/api/vast/instances?limit=1`, { headers: { authorization: `Bearer ${token}` } });
      expect((await read()).status).toBe(200);
      // All of a moment: the last of them are held when the signal comes.
      const answers = await Promise.all(Array.from({ length: READS }, read));
      expect(answers.map(({ status }) => status)).toEqual(Array(READS).fill(200));
    } finally {
      await app.end();
    }
    const server = await startServer({ dataDir: home });
    const db = new pg.Client({ connectionString: server.url });
    await db.connect();
    const { rows } = await db.query(
      `SELECT count(*)::int AS n FROM audit_event WHERE action = 'list_all_vast_ai_instances'`,
    );
    await db.end();
    expect(rows[0].n).toBe(READS + 1);
  } finally {
    await endLeftovers(home);
    await stopServer(home);
    rmSync(home, { recursive: true, force: true });
  }
});
