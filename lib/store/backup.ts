/** What a migration gets wrong can be taken back: a copy of the database, made before it runs. */
import { execFile } from 'node:child_process';
import { constants, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServerError } from './server/account';

// Each is as large as the database; the newest few cover a bad upgrade that was noticed late.
const KEPT = 3;
const MADE_BY_US = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(\.dump)?$/;

/**
 * Copies a stopped cluster's directory; the embedded binaries have no pg_dump. To go back: end Gantry, put the
 * copy in the place of the data directory's `postgres`, and start the version that made it.
 */
export function copyCluster(pgdata: string, backups: string, now: Date): string {
  const { half, whole } = place(backups, now);
  // Where the file system can share blocks (Btrfs, XFS, APFS) the copy takes no time and no space.
  cpSync(pgdata, half, { recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE });
  return keep(half, whole, backups);
}

/** Dumps a database of a server of one's own with pg_dump; `pg_restore --clean --create` brings it back. */
export async function dumpDatabase(url: string, backups: string, now: Date): Promise<string> {
  const { half, whole } = place(backups, now, '.dump');
  const target = new URL(url);
  const password = decodeURIComponent(target.password);
  // Other users of the machine can read a program's arguments, but not its environment.
  target.password = '';
  try {
    await promisify(execFile)('pg_dump', ['--format=custom', `--file=${half}`, `--dbname=${target.href}`], {
      env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
    });
  } catch (error) {
    rmSync(half, { force: true });
    const { code, stderr = '' } = error as { code?: string; stderr?: string };
    throw new ServerError(
      code === 'ENOENT'
        ? 'The database has to be migrated, and there is no pg_dump to back it up with first.'
        : `The database has to be migrated, and pg_dump could not back it up first: ${stderr.trim()}`,
      'Install the PostgreSQL client of the version of your server, or make a backup of your own and set GANTRY_SKIP_BACKUP=1 for this start.',
    );
  }
  return keep(half, whole, backups);
}

function place(backups: string, now: Date, ending = '') {
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const name = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z${ending}`;
  return { half: join(backups, `.half-${name}`), whole: join(backups, name) };
}

function keep(half: string, whole: string, backups: string): string {
  renameSync(half, whole);
  const made = readdirSync(backups)
    .filter((name) => MADE_BY_US.test(name))
    .sort();
  for (const name of made.slice(0, -KEPT)) rmSync(join(backups, name), { recursive: true, force: true });
  return whole;
}
