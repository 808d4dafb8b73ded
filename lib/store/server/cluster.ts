import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ServerError } from './account';
import type { Place } from './place';

/** How the cluster is reached. Kept inside PGDATA, so that a copy of the cluster carries its own key. */
export type Access = { port: number; user: string; password: string };

export const DATABASE = 'gantry';
const MAJOR = '18';
const HALF = '.half-';

// Written to postgresql.conf once, where a person may change them. A laptop or a small VM that also runs a
// web server and a build: modest memory, no replication, no parallel plans' compile time for short queries.
const SETTINGS = {
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '2s',
};

const accessFile = (place: Place) => join(place.pgdata, 'gantry.json');

export const readAccess = (place: Place): Access =>
  JSON.parse(readFileSync(accessFile(place), 'utf8')) as Access;

export function writeAccess(place: Place, access: Access, pgdata = place.pgdata) {
  const file = join(pgdata, 'gantry.json');
  writeFileSync(file, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  own(file, place);
}

/** Makes the cluster when there is none: complete or not at all, whenever we are killed. */
export async function ensureCluster(place: Place, durable: boolean) {
  if (existsSync(join(place.pgdata, 'PG_VERSION'))) return refuseForeign(place);
  mkdirSync(dirname(place.pgdata), { recursive: true, mode: 0o755 });
  sweepHalves(place.pgdata);
  const half = mkdtempSync(`${place.pgdata}${HALF}`);
  own(half, place);
  const access: Access = {
    port: await freePort(),
    user: 'gantry',
    password: randomBytes(24).toString('base64url'),
  };
  const passwordFile = `${half}.password`;
  writeFileSync(passwordFile, access.password, { mode: 0o600 });
  own(passwordFile, place);
  try {
    await promisify(execFile)(
      place.binary('initdb'),
      [
        `--pgdata=${half}`,
        `--username=${access.user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // The server's own C.UTF-8 sorts the same on every machine, whatever locales that machine has.
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
        ...Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`),
      ],
      place.as,
    );
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw new ServerError(
      `PostgreSQL's data directory could not be made: ${(error as Error).message.trim()}.`,
      'Free some space or choose another GANTRY_DATA_DIR, or set DATABASE_URL to a server of yours.',
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeAccess(place, access, half);
  try {
    renameSync(half, place.pgdata);
  } catch (error) {
    // Another starter was first; its cluster counts.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(place.pgdata, 'PG_VERSION'))) throw error;
  }
  if (place.link) symlinkSync(place.pgdata, place.link);
}

/** What a killed start left half made. Making one takes seconds, so five minutes old is abandoned. */
function sweepHalves(pgdata: string) {
  for (const name of readdirSync(dirname(pgdata))) {
    if (!name.startsWith(`${basename(pgdata)}${HALF}`)) continue;
    const half = join(dirname(pgdata), name);
    if (Date.now() - statSync(half).mtimeMs > 300_000) rmSync(half, { recursive: true, force: true });
  }
}

/** Another major version's files can't be served; a copy that root brought back must change hands first. */
function refuseForeign(place: Place) {
  const version = readFileSync(join(place.pgdata, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new ServerError(
      `The database in ${place.pgdata} was written by PostgreSQL ${version}; Gantry brings PostgreSQL ${MAJOR}.`,
      `Dump it with PostgreSQL ${version} and restore it into a server of yours, set as DATABASE_URL.`,
    );
  }
  if (place.as.uid !== undefined && statSync(place.pgdata).uid !== place.as.uid) ownAll(place.pgdata, place);
  chmodSync(place.pgdata, 0o700);
}

function ownAll(path: string, place: Place) {
  own(path, place);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) ownAll(inner, place);
    else own(inner, place);
  }
}

function own(path: string, place: Place) {
  if (place.as.uid !== undefined && place.as.gid !== undefined) chownSync(path, place.as.uid, place.as.gid);
}

/** The wished port of 127.0.0.1 when nobody listens there; else undefined. Without a wish, any that is free. */
export function freePort(): Promise<number>;
export function freePort(wished: number): Promise<number | undefined>;
export function freePort(wished = 0): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
