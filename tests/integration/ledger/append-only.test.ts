import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { openStore } from '@/lib/store/db';
import { testDatabase } from '@/tests/support/database';

let url: string;

const asOwner = (statement: string) => run(new pg.Client({ connectionString: url }), statement);
const asApplication = (statement: string) =>
  run(new pg.Client({ connectionString: url, options: '-c role=gantry_app' }), statement);

async function run(client: pg.Client, statement: string) {
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const TABLES = ['charge_line', 'money_movement', 'audit_event'];
const NOBODY = "'00000000-0000-0000-0000-000000000000'";

beforeAll(async () => {
  url = (await testDatabase()).url;
  await asApplication("SELECT ensure_charge_month('2026-11-24')");
  await asApplication(`INSERT INTO charge_line VALUES (${NOBODY}, ${NOBODY}, '2026-11-24', 'instance-1', 'gpu', 0, 1,
    1.5, 1.5, 'instance', 1, '', NULL, NULL, NULL, NULL, now())`);
  await asApplication(`INSERT INTO money_movement VALUES (${NOBODY}, ${NOBODY}, 'credit/1', 1, 'credit', NULL, -25, '',
    now(), NULL, now())`);
  await asApplication(`INSERT INTO audit_event (workspace_id, at, actor_kind, actor_name, via, action, result, sentence)
    VALUES (${NOBODY}, now(), 'rule', 'x', 'automation', 'x', 'done', 'x')`);
});

const change: Record<string, string> = {
  charge_line: 'UPDATE charge_line SET amount = 0',
  charge_line_2026_11: 'UPDATE charge_line_2026_11 SET amount = 0',
  money_movement: 'UPDATE money_movement SET amount = 0',
  audit_event: "UPDATE audit_event SET sentence = ''",
};

it.each([...TABLES, 'charge_line_2026_11'])(
  'I17: not even the owner changes, deletes or empties %s',
  async (table) => {
    for (const statement of [change[table]!, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(asOwner(statement)).rejects.toThrow(/append-only/);
    }
    expect((await asOwner(`SELECT * FROM ${table}`)).rowCount).toBe(1);
  },
);

it.each([...TABLES, 'charge_line_2026_11'])(
  'I17: the application has no right to change %s',
  async (table) => {
    for (const statement of [
      change[table]!,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `DROP TABLE ${table}`,
    ]) {
      await expect(asApplication(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  },
);

it('I17: the application can’t take a month out of the ledger, make itself owner, or write past the ledger’s function', async () => {
  for (const statement of [
    'ALTER TABLE charge_line DETACH PARTITION charge_line_2026_11',
    "CREATE TABLE charge_line_2030_01 PARTITION OF charge_line FOR VALUES FROM ('2030-01-01') TO ('2030-02-01')",
    'ALTER TABLE charge_line OWNER TO gantry_app',
    'DROP FUNCTION refuse_change() CASCADE',
  ]) {
    await expect(asApplication(statement)).rejects.toThrow(/permission denied|must be owner/);
  }
});

it('a store opened by Gantry is the application, not the owner', async () => {
  const store = openStore(url);
  try {
    await expect(store.pool.query('DELETE FROM charge_line')).rejects.toThrow(/permission denied/);
  } finally {
    await store.close();
  }
});

it('a month’s partition is made once, however many ask for it at once', async () => {
  await Promise.all(
    Array.from({ length: 8 }, () => asApplication("SELECT ensure_charge_month('2027-02-28')")),
  );
  const { rows } = await asOwner(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'charge_line_2027%'",
  );
  expect(rows).toEqual([{ relname: 'charge_line_2027_02' }]);
});
