import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyPending } from 'drizzle-orm/node-postgres/migrator';
import pg, { type ClientBase } from 'pg';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

// Any number will do that no other program asks for on this database.
const MIGRATION_LOCK = 470_110_001;

/** The database and this version of Gantry don't belong together. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Brings a database up to this version, or to an earlier one's number of migrations, as the role that owns its
 * tables; returns how many migrations ran. They run in one transaction, under a lock: of two starters one migrates
 * and the other finds nothing to do.
 */
export async function migrate(url: string, upTo = knownMigrations().length): Promise<number> {
  return connected(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = (await pendingOn(client)) - (knownMigrations().length - upTo);
    if (pending > 0) {
      await withFirst(upTo, (migrationsFolder) => applyPending(drizzle(client), { migrationsFolder }));
    }
    return Math.max(0, pending);
  });
}

/** How many migrations this database still lacks, and whether it holds anything of ours at all. */
export async function pendingMigrations(url: string): Promise<{ pending: number; empty: boolean }> {
  return connected(url, async (client) => ({
    pending: await pendingOn(client),
    empty: (await appliedMigrations(client)).length === 0,
  }));
}

/** What this version knows, oldest first, each by its content. */
export const knownMigrations = (): string[] =>
  readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ hash }) => hash);

/** What a database has run, oldest first. */
export async function appliedMigrations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') AS journal");
  if (!rows[0].journal) return [];
  const done = await client.query<{ hash: string }>(
    'SELECT hash FROM drizzle.__drizzle_migrations ORDER BY created_at',
  );
  return done.rows.map(({ hash }) => hash);
}

/** A folder with the first migrations only, since drizzle runs all that it finds. */
async function withFirst(count: number, work: (folder: string) => Promise<void>): Promise<void> {
  if (count === knownMigrations().length) return work(MIGRATIONS);
  const folder = mkdtempSync(join(tmpdir(), 'gantry-migrations-'));
  try {
    const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
      entries: { tag: string }[];
    };
    const entries = journal.entries.slice(0, count);
    mkdirSync(join(folder, 'meta'));
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    for (const { tag } of entries) copyFileSync(join(MIGRATIONS, `${tag}.sql`), join(folder, `${tag}.sql`));
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pendingOn(client: ClientBase): Promise<number> {
  const known = knownMigrations();
  const done = await appliedMigrations(client);
  // drizzle looks at the newest date alone and would skip an older migration in silence, or an edited one.
  for (const [index, hash] of done.entries()) {
    if (known[index] === hash) continue;
    throw new MigrationError(
      index >= known.length
        ? 'This database was migrated by a newer Gantry, or by a branch with a migration of its own. Start that version, or restore a backup made before (npm run restore -- .gantry/backups/before-upgrade-… --replace).'
        : `Migration ${index} is not the one that this database ran. Migrations are added at the end, never edited; restore its file, or begin with an empty database.`,
    );
  }
  return known.length - done.length;
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
