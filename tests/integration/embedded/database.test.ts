import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkBackup } from '@/lib/store/backup/format';
import { knownMigrations, pendingMigrations } from '@/lib/store/migrate';
import { Database } from '@/scripts/up/database';

const now = new Date('2026-11-24T05:31:00Z');
let home: string;
let database: Database;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'gantry-database-'));
  database = new Database(home, undefined, undefined);
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

it('an existing database is backed up before a migration touches it', async () => {
  await database.migrate();
  await query('CREATE TABLE kept AS SELECT 1 AS n');
  // As if this version brought one migration more than the version before it.
  await query(
    'DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)',
  );
  const file = join(home, 'backups', 'before-upgrade-2026-11-24T05-31-00Z.gantry.gz');
  expect(resolve(await database.backUp(now))).toBe(file);
  const { header, rows } = await checkBackup(file);
  expect(rows).toMatchObject({ kept: 1 });
  // It belongs to the version before: that one can restore it, and this one can, and migrate it.
  expect(header.migrations).toHaveLength(knownMigrations().length - 1);
});

it('of the backups that upgrades made the three newest are kept, and nothing else in that folder is touched', async () => {
  await database.migrate();
  await query(
    'DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)',
  );
  const on = (day: number) => database.backUp(new Date(`2026-11-${day}T05:31:00Z`));
  await on(20);
  writeFileSync(join(home, 'backups', 'by-hand-2026-11-01T00-00-00Z.gantry.gz'), 'precious');
  for (const day of [21, 22, 23]) await on(day);
  expect(readdirSync(join(home, 'backups')).sort()).toEqual([
    'before-upgrade-2026-11-21T05-31-00Z.gantry.gz',
    'before-upgrade-2026-11-22T05-31-00Z.gantry.gz',
    'before-upgrade-2026-11-23T05-31-00Z.gantry.gz',
    'by-hand-2026-11-01T00-00-00Z.gantry.gz',
  ]);
});
