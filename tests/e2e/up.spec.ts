import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stopServer } from '@/lib/store/server';
import { endLeftovers } from '@/scripts/up/child';
import { bornAt } from '@/scripts/up/identity.mjs';
import { type App, OWNER, startApp } from '../support/app';
import { signIn } from '../support/visit';

// The starter itself, on data of its own, without the demo: what it prints, survives and leaves behind.
let home: string;
let apps: App[];

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-up-'));
  apps = [];
});

test.afterEach(async () => {
  for (const app of apps) await app.end();
  // What a killed one left behind, when no other took it over.
  await endLeftovers(home);
  await stopServer(home);
  rmSync(home, { recursive: true, force: true });
});

async function up(env: Record<string, string> = {}): Promise<App> {
  const app = await startApp({ GANTRY_DATA_DIR: home, GANTRY_DEMO: 'off', ...env });
  apps.push(app);
  return app;
}

const owner = { GANTRY_OWNER_EMAIL: OWNER.email, GANTRY_OWNER_PASSWORD: OWNER.password };

const processOf = (name: string) =>
  JSON.parse(readFileSync(join(home, 'run', `${name}.json`), 'utf8')).pid as number;

const status = async (url: string, cookie = '') =>
  (await fetch(url, { redirect: 'manual', headers: { cookie } })).status;

test('after kill -9 of the process group the next start is ready again, with every session', async () => {
  const first = await up(owner);
  const cookie = await signIn(first.url);
  expect(await status(`${first.url}/`, cookie)).toBe(200);
  process.kill(-(first.process.pid ?? 0), 'SIGKILL');
  await once(first.process, 'exit');

  const from = Date.now();
  const second = await up({ PORT: new URL(first.url).port });
  expect(Date.now() - from).toBeLessThan(20_000);
  expect(second.url).toBe(first.url);
  expect(await status(`${second.url}/`, cookie)).toBe(200);
});

test('after kill -9 of the starter alone the next start ends what was left, and takes its place', async () => {
  const first = await up(owner);
  const web = processOf('web');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect(await status(`${first.url}/sign-in`)).toBe(200);

  const second = await up({ PORT: new URL(first.url).port });
  expect(second.said()).toContain('an earlier start had left running: web, worker');
  // Gone, or a body that nobody has collected yet: this test isn't its parent.
  expect(bornAt(web)).toBeUndefined();
});

test('a second start in the same data directory says so and touches nothing', async () => {
  const first = await up();
  await expect(up()).rejects.toThrow(/already running/);
  expect(await status(`${first.url}/sign-in`)).toBe(200);
});

test('a port that another program holds is named, with the next step', async () => {
  const taken = new URL(process.env.GANTRY_E2E_URL ?? '').port;
  await expect(up({ PORT: taken })).rejects.toThrow(
    `Port ${taken} is taken by another program. Choose another one`,
  );
});

test('SIGTERM ends everything that was started', async () => {
  const app = await up();
  const processes = [processOf('web'), processOf('worker'), postmaster()];
  await app.end();
  expect(app.process.exitCode).toBe(0);
  for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('web, worker and database come back by themselves when they are killed', async () => {
  const app = await up();
  const before = { web: processOf('web'), worker: processOf('worker'), database: postmaster() };
  for (const pid of Object.values(before)) process.kill(pid, 'SIGKILL');
  await expect.poll(() => processOf('web')).not.toBe(before.web);
  await expect.poll(() => processOf('worker')).not.toBe(before.worker);
  await expect.poll(() => status(`${app.url}/sign-in`).catch(() => 0)).toBe(200);
  await expect.poll(postmaster).not.toBe(before.database);
});

test('without an owner the terminal shows a link, good once; nobody else gets in', async () => {
  const app = await up();
  const link = app.said().match(/http:\S+\/first-run\/\S+/)?.[0] ?? '';
  expect(link.startsWith(`${app.url}/first-run/`)).toBe(true);
  expect(await status(link)).toBe(200);
  for (const path of ['/', '/market', '/instances', '/costs'])
    expect([307, 401]).toContain(await status(app.url + path));
});

function postmaster(): number {
  try {
    return Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}
