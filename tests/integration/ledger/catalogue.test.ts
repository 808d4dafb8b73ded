import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '@/lib/store/db';
import * as schema from '@/lib/store/schema';
import { testDatabase } from '@/tests/support/database';

/** What isn't any one workspace's: people, identities at Vast.ai with their limits, and the market. */
const GLOBAL = [
  'first_run_link',
  'market_sweep',
  'offer',
  'password_reset',
  'person',
  'person_identity',
  'rate_slot',
  'session',
  'sign_in_attempt',
  'vast_identity',
];

let store: Store;

beforeAll(async () => {
  store = openStore((await testDatabase()).url);
  await store.pool.query("SELECT ensure_charge_month('2026-11-24')");
  return () => store.close();
});

const rowsOf = async (query: string) => (await store.pool.query(query)).rows;

it('every tenant table’s keys begin with the workspace, so that one workspace can be moved to another server', async () => {
  const keys = await rowsOf(`
    SELECT t.relname AS table, i.relname AS key, a.attname AS first
    FROM pg_index x
    JOIN pg_class t ON t.oid = x.indrelid AND t.relnamespace = 'public'::regnamespace
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
    WHERE x.indisunique AND NOT t.relispartition AND t.relname <> 'workspace' AND NOT (t.relname = ANY ($$${`{${GLOBAL}}`}$$::text[]))`);
  expect(keys.length).toBeGreaterThan(12);
  expect(keys.filter((key) => key.first !== 'workspace_id')).toEqual([]);
});

it('every table has a primary key, and those of no workspace are the named ones', async () => {
  const tables = await rowsOf(`
    SELECT c.relname AS table,
      EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary) AS keyed,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND a.attnotnull) AS tenant
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
  expect(tables.filter((table) => !table.keyed)).toEqual([]);
  const global = tables.filter((table) => !table.tenant).map((table) => table.table);
  expect(global.sort()).toEqual([...GLOBAL, 'workspace'].sort());
});

it('the database is what the schema in the code says: each table, each column, each type', async () => {
  const declared = Object.values(schema)
    .filter((one) => is(one, PgTable))
    .flatMap((table) =>
      Object.values(getTableColumns(table)).map(
        (column) =>
          `${getTableName(table)}.${column.name} ${column.getSQLType()}${column.notNull ? '' : ' null'}`,
      ),
    );
  const present = await rowsOf(`
    SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
      CASE WHEN a.attnotnull THEN '' ELSE ' null' END AS column
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
  expect(present.map((row) => row.column).sort()).toEqual(declared.sort());
});
