/**
 * The embedded PostgreSQL: the real server from npm's binaries, in GANTRY_DATA_DIR, for a machine that brings
 * none. It runs in a session of its own, so that whoever started it can be killed without taking it along;
 * the next start finds it by its postmaster.pid and adopts it.
 */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { ServerError } from './server/account';
import { type Access, DATABASE, ensureCluster, freePort, readAccess, writeAccess } from './server/cluster';
import { findPlace, type Place } from './server/place';
import { clearRecycledPid, livePostmaster } from './server/postmaster';

export { ServerError } from './server/account';

export type Server = {
  /** The database `gantry`, as its owner. */
  url: string;
  pgdata: string;
  /** A server was already running here, left by a start that was killed. */
  adopted: boolean;
  isLive(): boolean;
  /** Ends it the fast way: open transactions roll back, everything committed is on disk. */
  stop(): Promise<void>;
};

// Replaying the log after a crash takes seconds per GB of it (max_wal_size is 512 MB); a minute is far beyond.
const ANSWER_WITHIN_MS = 60_000;
const POLL_MS = 25;

const DUPLICATE_DATABASE = '42P04';
const UNIQUE_VIOLATION = '23505';

export async function startServer(options: { dataDir: string; fsync?: boolean }): Promise<Server> {
  const durable = options.fsync ?? true;
  const place = findPlace(options.dataDir);
  await ensureCluster(place, durable);
  const adopted = await adopt(place);
  if (!adopted) await launch(place, durable);
  const access = readAccess(place);
  await ensureDatabase(access);
  return {
    url: urlOf(access, DATABASE),
    pgdata: place.pgdata,
    adopted,
    isLive: () => livePostmaster(place.pgdata) !== undefined,
    stop: () => end(place),
  };
}

/** Ends the server that an earlier process left in a data directory, if there is one. */
export async function stopServer(dataDir: string) {
  await end(findPlace(dataDir));
}

async function adopt(place: Place): Promise<boolean> {
  const live = livePostmaster(place.pgdata);
  if (!live) return false;
  const access = readAccess(place);
  if (access.port === live.port && (await answers(access, () => !livePostmaster(place.pgdata)))) return true;
  await end(place);
  return false;
}

async function launch(place: Place, durable: boolean) {
  const deadline = Date.now() + ANSWER_WITHIN_MS;
  for (;;) {
    clearRecycledPid(place.pgdata);
    const access = await withFreePort(place);
    const said = await tryLaunch(place, access, durable);
    if (said === undefined) return;
    if (Date.now() > deadline) throw notStarting(place, said);
    // All of these pass: a killed server's last backends, a port taken just now, another starter's server.
    if (!/shared memory block|could not bind|lock file/.test(said)) throw notStarting(place, said);
    await sleep(POLL_MS * 10);
    if (await adopt(place)) return;
  }
}

/** The remembered port; when another program took it meanwhile, a new one, remembered from now on. */
async function withFreePort(place: Place): Promise<Access> {
  const access = readAccess(place);
  if ((await freePort(access.port)) === access.port) return access;
  const moved = { ...access, port: await freePort() };
  writeAccess(place, moved);
  return moved;
}

/** Undefined when it answers; else what it wrote to its log before it gave up. */
async function tryLaunch(place: Place, access: Access, durable: boolean): Promise<string | undefined> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(access.port),
    unix_socket_directories: '',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const before = sizeOf(place.log);
  const log = openSync(place.log, 'a', 0o600);
  const child = spawn(
    place.binary('postgres'),
    ['-D', place.pgdata, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...place.as, detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();
  if (await answers(access, () => ended)) return undefined;
  if (!ended) await end(place);
  return readFileSync(place.log, 'utf8').slice(before).trim() || 'nothing at all';
}

/** Whether it accepts our password before the deadline, or before it is gone. */
async function answers(access: Access, gone: () => boolean): Promise<boolean> {
  const deadline = Date.now() + ANSWER_WITHIN_MS;
  while (!gone() && Date.now() < deadline) {
    const client = new pg.Client({
      connectionString: urlOf(access, 'postgres'),
      connectionTimeoutMillis: 5_000,
    });
    // A server that goes away under an idle connection reports it as an event, which would end this process.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(POLL_MS);
    }
  }
  return false;
}

async function end(place: Place) {
  for (const mode of ['fast', 'immediate']) {
    if (!livePostmaster(place.pgdata)) return;
    const words = ['stop', '-D', place.pgdata, '-m', mode, '-w', '-t', '30', '-s'];
    await promisify(execFile)(place.binary('pg_ctl'), words, place.as).catch(() => {});
  }
}

async function ensureDatabase(access: Access) {
  const client = new pg.Client({ connectionString: urlOf(access, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another starter made it between our two statements.
    const { code } = error as { code?: string };
    if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
  } finally {
    await client.end();
  }
}

const urlOf = ({ user, password, port }: Access, database: string) =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const notStarting = (place: Place, said: string) =>
  new ServerError(
    `PostgreSQL in ${place.pgdata} does not start. It says: ${said}`,
    `Its log is ${place.log}.`,
  );
