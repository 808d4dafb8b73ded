import pg from 'pg';
import { expect, it } from 'vitest';
import { migrate, pendingMigrations } from '@/lib/store/migrate';
import { testDatabase } from '@/tests/support/database';

async function rows(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

it('a test database is migrated, and nobody else writes to it', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  expect(await pendingMigrations(one.url)).toEqual({ pending: 0, empty: false });
  await rows(one.url, 'CREATE TABLE mine (id integer)');
  expect(await rows(two.url, "SELECT to_regclass('mine') AS found")).toEqual([{ found: null }]);
});

it('of two starters that migrate at once one does the work and the other finds it done', async () => {
  const { url } = await testDatabase({ migrated: false });
  const { pending, empty } = await pendingMigrations(url);
  expect(empty).toBe(true);
  const done = await Promise.all([migrate(url), migrate(url)]);
  expect(done.sort()).toEqual([0, pending].sort());
});

it('a database of a newer Gantry is refused, not migrated over, and the way back is named', async () => {
  const { url } = await testDatabase();
  await rows(url, "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('later', 9e15)");
  await expect(migrate(url)).rejects.toThrow(/newer Gantry.*npm run restore -- \S+ --replace/);
});

it('a migration that was edited after it ran is noticed', async () => {
  const { url } = await testDatabase();
  await rows(url, "UPDATE drizzle.__drizzle_migrations SET hash = 'edited' WHERE id = 1");
  await expect(migrate(url)).rejects.toThrow(/never edited/);
});
