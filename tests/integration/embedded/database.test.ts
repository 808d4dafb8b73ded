import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pendingMigrations } from '@/lib/store/migrate';
import { Database } from '@/scripts/up/database';

const now = new Date('2026-11-24T05:31:00Z');
let home: string;
let database: Database;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'gantry-database-'));
  database = new Database(home, undefined);
  await database.start();
});

afterEach(async () => {
  await database.stop();
  rmSync(home, { recursive: true });
});

async function query(text: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it('a new database is migrated without a backup, as it has nothing to lose', async () => {
  expect(await database.backUp(now)).toBe('not needed');
  await database.migrate();
  expect(await pendingMigrations(database.url)).toEqual({ pending: 0, empty: false });
  expect(existsSync(join(home, 'backups'))).toBe(false);
});

it('an existing database is copied before a migration touches it, and serves on at the same address', async () => {
  await database.migrate();
  await query('CREATE TABLE kept AS SELECT 1 AS n');
  // As if this version brought one migration more than the version before it.
  await query(
    'DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)',
  );
  const { url } = database;
  expect(resolve(await database.backUp(now))).toBe(join(home, 'backups', '2026-11-24T05-31-00Z'));
  expect(readdirSync(join(home, 'backups', '2026-11-24T05-31-00Z'))).toContain('PG_VERSION');
  expect(database.url).toBe(url);
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
});
