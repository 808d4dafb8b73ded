import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyPending } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

// Any number will do that no other program asks for on this database.
const MIGRATION_LOCK = 470_110_001;

/** The database and this version of Gantry don't belong together. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Brings a database up to this version, as the role that owns its tables; returns how many migrations ran.
 * They run in one transaction, under a lock: of two starters one migrates and the other finds nothing to do.
 */
export async function migrate(url: string): Promise<number> {
  return connected(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = await pendingOn(client);
    if (pending > 0) await applyPending(drizzle(client), { migrationsFolder: MIGRATIONS });
    return pending;
  });
}

/** How many migrations this database still lacks, and whether it holds anything of ours at all. */
export async function pendingMigrations(url: string): Promise<{ pending: number; empty: boolean }> {
  return connected(url, async (client) => ({
    pending: await pendingOn(client),
    empty: (await applied(client)).length === 0,
  }));
}

async function pendingOn(client: pg.Client): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const done = await applied(client);
  // drizzle looks at the newest date alone and would skip an older migration in silence, or an edited one.
  for (const [index, { hash }] of done.entries()) {
    if (known[index]?.hash === hash) continue;
    throw new MigrationError(
      index >= known.length
        ? 'This database was migrated by a newer Gantry. Start that version, or restore the backup it made before.'
        : `Migration ${index} is not the one that this database ran. Migrations are added at the end, never edited; restore its file, or begin with an empty database.`,
    );
  }
  return known.length - done.length;
}

async function applied(client: pg.Client): Promise<{ hash: string }[]> {
  const { rows } = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') AS journal");
  if (!rows[0].journal) return [];
  return (await client.query('SELECT hash FROM drizzle.__drizzle_migrations ORDER BY created_at')).rows;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'gantry migrate' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
