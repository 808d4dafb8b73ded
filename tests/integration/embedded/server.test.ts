import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServer, stopServer } from '@/lib/store/server';

let home: string;
let starters: ChildProcess[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-server-'));
});

afterEach(async () => {
  for (const starter of starters) starter.kill('SIGKILL');
  starters = [];
  if (existsSync(home)) await stopServer(home);
  rmSync(home, { recursive: true, force: true });
});

/** A process of its own that starts the server and stays, as `up` does. */
async function startElsewhere(dataDir: string): Promise<{ starter: ChildProcess; url: string }> {
  const module = new URL('../../../lib/store/server.ts', import.meta.url).href;
  const program = `import(${JSON.stringify(module)}).then(async ({ startServer }) => {
    console.log((await startServer({ dataDir: ${JSON.stringify(dataDir)} })).url); process.stdin.resume(); });`;
  const starter = spawn(process.execPath, ['--import', 'tsx', '--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  starters.push(starter);
  const [url] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
  return { starter, url };
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const remember = (url: string) => query(url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
const remembered = async (url: string) => (await query(url, 'SELECT count(*)::int AS n FROM kept'))[0].n;

const postmasterPid = (pgdata: string) =>
  Number(readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[0]);

it('a starter killed with -9, and its process group with it, leaves a server that the next start adopts, with every row', async () => {
  const { starter, url } = await startElsewhere(home);
  await remember(url);
  process.kill(-(starter.pid ?? 0), 'SIGKILL');
  await once(starter, 'exit');
  const server = await startServer({ dataDir: home });
  expect(server).toMatchObject({ adopted: true, url });
  expect(await remembered(server.url)).toBe(1000);
});

it('a server killed with -9 is started again at the same address, with every row', async () => {
  const first = await startServer({ dataDir: home });
  await remember(first.url);
  process.kill(postmasterPid(first.pgdata), 'SIGKILL');
  const second = await startServer({ dataDir: home });
  expect(second).toMatchObject({ adopted: false, url: first.url });
  expect(await remembered(second.url)).toBe(1000);
});

it('a postmaster.pid whose number now belongs to another program does not stop the start', async () => {
  const first = await startServer({ dataDir: home });
  await remember(first.url);
  const file = join(first.pgdata, 'postmaster.pid');
  const left = readFileSync(file, 'utf8');
  await first.stop();
  writeFileSync(file, left.replace(/^\d+/, String(process.pid)));
  const second = await startServer({ dataDir: home });
  expect(await remembered(second.url)).toBe(1000);
});

it('three starters of a new directory end up on one server', async () => {
  const [one, two, three] = await Promise.all([
    startElsewhere(home),
    startServer({ dataDir: home }),
    startElsewhere(home),
  ]);
  expect([one.url, three.url]).toEqual([two.url, two.url]);
});

it('another program on the remembered port makes the server move, and stay there', async () => {
  const first = await startServer({ dataDir: home });
  await first.stop();
  const port = Number(new URL(first.url).port);
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const second = await startServer({ dataDir: home });
  expect(new URL(second.url).port).not.toBe(String(port));
  squatter.close();
  await second.stop();
  expect((await startServer({ dataDir: home })).url).toBe(second.url);
});

it('a directory that only its owner may enter serves too', async () => {
  const inner = join(home, 'private');
  mkdirSync(inner, { mode: 0o700 });
  const dataDir = join(inner, 'data');
  const server = await startServer({ dataDir });
  await remember(server.url);
  await server.stop();
  const again = await startServer({ dataDir });
  expect(await remembered(again.url)).toBe(1000);
  await again.stop();
  if (!again.pgdata.startsWith(home)) rmSync(again.pgdata, { recursive: true });
});

it('nobody gets in without the password, and the password is nobody else’s to read', async () => {
  const server = await startServer({ dataDir: home });
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(server.pgdata, 'gantry.json')).mode & 0o077).toBe(0);
});

it('a cluster whose making was interrupted is made again from the start', async () => {
  const half = join(home, 'postgres.half-killed');
  mkdirSync(join(half, 'base'), { recursive: true });
  utimesSync(half, 0, 0);
  const server = await startServer({ dataDir: home });
  expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(existsSync(half)).toBe(false);
});
