/** Puts a backup into a database: its own schema, its rows, then whatever migrations came since. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { knownMigrations, migrate } from '../migrate';
import { columnList, filledTables, quoted, SESSION, sessionsOfGantry } from './catalogue';
import { BackupError, type CheckedBackup, tablesOf } from './format';

const OLDEST_MAJOR = 15;

/** Refuses what can't be restored here, before anything is touched. */
export function requireKnown({ file, header }: CheckedBackup): void {
  const known = knownMigrations();
  if (header.migrations.some((hash, index) => known[index] !== hash)) {
    throw new BackupError(
      header.migrations.length > known.length
        ? `${file} was made by a newer Gantry (${header.migrations.length} migrations, this one knows ${known.length}). Restore it with that version.`
        : `${file} comes from a database whose migrations this Gantry doesn't know.`,
    );
  }
}

/** What stands in the way of restoring here; the tables that hold something. */
export async function examine(url: string): Promise<{ name: string; rows: number }[]> {
  return connected(url, async (client) => {
    const { rows } = await client.query("SELECT current_setting('server_version') AS v");
    const version = String(rows[0].v);
    if (Number.parseInt(version, 10) < OLDEST_MAJOR)
      throw new BackupError(`The server is PostgreSQL ${version}; Gantry needs ${OLDEST_MAJOR} or newer.`);
    const others = await sessionsOfGantry(client);
    if (others.length > 0) {
      throw new BackupError(
        `Gantry is running on this database (${others.join(', ')}). End it first, on every machine where it runs.`,
      );
    }
    return filledTables(client);
  });
}

/** Returns how many rows were restored and how many migrations came after them. What was there before is gone. */
export async function restoreBackup(
  url: string,
  backup: CheckedBackup,
): Promise<{ rows: number; migrated: number }> {
  requireKnown(backup);
  await connected(url, (client) => client.query(EMPTY));
  await migrate(url, backup.header.migrations.length);
  await connected(url, (client) => fill(client, backup));
  const migrated = await migrate(url);
  return { rows: Object.values(backup.rows).reduce((sum, count) => sum + count, 0), migrated };
}

// The ledger's rows can't be deleted, by anybody: what holds them goes as a whole.
const EMPTY = `
  BEGIN;
  DROP SCHEMA IF EXISTS drizzle CASCADE;
  DROP SCHEMA IF EXISTS pgboss CASCADE;
  DROP SCHEMA public CASCADE;
  CREATE SCHEMA public;
  COMMIT`;

async function fill(client: pg.Client, backup: CheckedBackup): Promise<void> {
  const { months, sequences } = backup.header;
  await client.query('BEGIN');
  for (const month of months) await client.query('SELECT ensure_charge_month($1)', [month]);
  for await (const { table, rows } of tablesOf(backup)) {
    // A migration may have put rows there; the backup has them, as they were.
    await client.query(`DELETE FROM public.${quoted(table.name)}`);
    const into = client.query(
      copyFrom(`COPY public.${quoted(table.name)} (${columnList(table)}) FROM STDIN`),
    );
    await pipeline(Readable.from(rows), into);
    if (into.rowCount !== backup.rows[table.name])
      throw new Error(
        `${table.name}: ${into.rowCount} rows were taken, ${backup.rows[table.name]} are in the file`,
      );
  }
  for (const [name, value] of Object.entries(sequences))
    await client.query('SELECT setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, value]);
  await client.query('COMMIT');
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'restore of gantry',
    options: SESSION,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
