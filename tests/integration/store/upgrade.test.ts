import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'lossless-json';
import { expect, it } from 'vitest';
import { checkBackup } from '@/lib/store/backup/format';
import { restoreBackup } from '@/lib/store/backup/restore';
import { writeBackup } from '@/lib/store/backup/write';
import { openStore } from '@/lib/store/db';
import { knownMigrations, migrate } from '@/lib/store/migrate';
import { contentsOf, queryAt } from '@/tests/support/contents';
import { testDatabase } from '@/tests/support/database';

// The first schema that anybody ran: migrations 0000 to 0003.
const FIRST = 4;
const W = '11111111-1111-4111-8111-111111111111';
const A = '22222222-2222-4222-8222-222222222222';
const P = '33333333-3333-4333-8333-333333333333';
const T = '44444444-4444-4444-8444-444444444444';
const AT = "'2026-10-05 12:00+00'";

/** A row for every table of that schema, by SQL as it was then: today's code doesn't know that schema any more. */
const ROWS: Record<string, string> = {
  workspace: `(id, name, kind, time_zone) VALUES ('${W}', 'Northwind AI', 'real', 'Europe/Berlin')`,
  person: `(id, email, name, password_hash) VALUES ('${P}', 'ada@example.com', 'Ada', '$argon2id$v=19$x')`,
  membership: `(workspace_id, person_id, role) VALUES ('${W}', '${P}', 'owner')`,
  session: `(id_hash, person_id, workspace_id, expires_at, address) VALUES ('hash', '${P}', '${W}', '2027-01-01', '203.0.113.7')`,
  first_run_link: `(token_hash, used_at) VALUES ('hash', ${AT})`,
  sign_in_attempt: `(key, window_start, failures) VALUES ('email:ada@example.com', ${AT}, 3)`,
  vast_identity: `(id, origin, vast_user_id, email) VALUES ('https://console.vast.ai#7', 'https://console.vast.ai', 7, 'a@b.c')`,
  account: `(workspace_id, id, identity_id, name, origin, key_sealed, key_hint, scopes, credit)
    VALUES ('${W}', '${A}', 'https://console.vast.ai#7', 'Main', 'https://console.vast.ai', 'sealed', 'abcd', '["user_read"]', 12.3456789)`,
  team: `(workspace_id, id, name, position) VALUES ('${W}', '${T}', 'NLP', 1)`,
  allocation_rule: `(workspace_id, position, label_pattern, team_id, project) VALUES ('${W}', 1, 'llama-*', '${T}', 'eval')`,
  rate_slot: `(origin, identity, method, path, next_at, learned_interval_ms)
    VALUES ('https://console.vast.ai', 'https://console.vast.ai#7', 'GET', '/api/v1/instances/', ${AT}, 1100)`,
  burn_sample: `(workspace_id, at, hour_usd, gpus) VALUES ('${W}', ${AT}, 3.25, 8)`,
  contract: `(workspace_id, account_id, contract_id, origin, team_id, project, owner_id, quote_hour_usd, first_seen_at)
    VALUES ('${W}', '${A}', 101, 'gantry', '${T}', 'eval', '${P}', 0.412345678, ${AT})`,
  contract_label: `(workspace_id, account_id, contract_id, from_at, label) VALUES ('${W}', '${A}', 101, ${AT}, E'llama\\ttab')`,
  deferred_act: `(workspace_id, account_id, contract_id, operation, actor, requested_at, due_at)
    VALUES ('${W}', '${A}', 101, 'delete', '{"kind": "person"}', ${AT}, ${AT})`,
  instance: `(workspace_id, account_id, contract_id, label, gpu_name, num_gpus, is_bid, gpu_util, seen_at, status_since, ports)
    VALUES ('${W}', '${A}', 101, 'llama-1', 'RTX 4090', 2, false, 87.1, ${AT}, ${AT}, '{"22/tcp": []}')`,
  instance_sample: `(workspace_id, account_id, contract_id, at, gpu_util) VALUES ('${W}', '${A}', 101, ${AT}, 87.1)`,
  audit_event: `(workspace_id, at, actor_kind, actor_name, via, action, result, sentence, detail)
    VALUES ('${W}', ${AT}, 'person', 'Ada', 'page', 'account.linked', 'done', 'linked the account', '{"a": [1, null]}')`,
  intent: `(workspace_id, account_id, operation, actor, input, contract_id, idempotency_key, state, reserved_hour_usd, opened_at)
    VALUES ('${W}', '${A}', 'rent', '{}', '{}', 101, 'key', 'done', 0.4, ${AT})`,
  market_sweep: `(origin, started_at, offers) VALUES ('https://console.vast.ai', ${AT}, 64)`,
  offer: `(origin, offer_id, machine_id, gpu_name, num_gpus, gpu_ram_mb, dph_base, storage_cost, seen_at)
    VALUES ('https://console.vast.ai', 9, 3, 'RTX 4090', 1, 24564, 0.38, 0.15, ${AT})`,
  charge_day: `(workspace_id, account_id, day, contracts, total, read_began_at, tried_at)
    VALUES ('${W}', '${A}', '2026-10-05', 1, 4.2, ${AT}, ${AT})`,
  contract_day: `(workspace_id, account_id, day, source, contract_id, team_id, amount)
    VALUES ('${W}', '${A}', '2026-10-05', 'instance-101', 101, '${T}', 4.2)`,
  cost_rollup: `(workspace_id, dimension, day, account_id, key, amount)
    VALUES ('${W}', 'team', '2026-10-05', '${A}', '${T}', 4.2)`,
  cost_sync: `(workspace_id, account_id, what, clock_at, first_day) VALUES ('${W}', '${A}', 'charges', ${AT}, '2026-09-01')`,
  money_movement: `(workspace_id, account_id, movement_id, revision, type, amount, description, started_at, known_from)
    VALUES ('${W}', '${A}', 'm1', 1, 'payment', 100.00, 'Card', ${AT}, ${AT})`,
  charge_line: `(workspace_id, account_id, day, source, item, segment, revision, amount, delta, type, contract_id, description, known_from)
    VALUES ('${W}', '${A}', '2026-10-05', 'instance-101', 'gpu', 0, 1, 4.200000000000000001, 4.200000000000000001, 'instance', 101, 'GPU', ${AT}),
           ('${W}', '${A}', '2026-09-30', 'instance-101', 'gpu', 0, 1, 1, 1, 'instance', 101, 'GPU', ${AT})`,
};

async function firstDeployment(): Promise<string> {
  const { url } = await testDatabase({ migrated: false });
  expect(await migrate(url, FIRST)).toBe(FIRST);
  await queryAt(url, "SELECT ensure_charge_month('2026-09-30'), ensure_charge_month('2026-10-05')");
  for (const [table, rows] of Object.entries(ROWS)) await queryAt(url, `INSERT INTO ${table} ${rows}`);
  return url;
}

/** What was known before stands there unchanged; a migration may add tables, and columns to a row. */
function expectKept(now: Record<string, string[]>, before: Record<string, string[]>): void {
  for (const [table, rows] of Object.entries(before)) {
    const kept = now[table]?.map((row) => parse(row)) ?? [];
    expect(kept, table).toHaveLength(rows.length);
    for (const row of rows) expect(kept, table).toContainEqual(expect.objectContaining(parse(row) as object));
  }
}

it('the first schema, with a row in every table, migrates to this one and loses nothing', async () => {
  const url = await firstDeployment();
  const before = await contentsOf(url);
  expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
  expect(Object.keys(before).sort()).toEqual(Object.keys(ROWS).sort());

  expect(await migrate(url)).toBe(knownMigrations().length - FIRST);
  expectKept(await contentsOf(url), before);
});

it('a backup of the first schema is restored by this version, and works as if it had been upgraded', async () => {
  const old = await firstDeployment();
  const before = await contentsOf(old);
  const home = mkdtempSync(join(tmpdir(), 'gantry-upgrade-'));
  const file = join(home, 'old.gantry.gz');
  const rows = await writeBackup(old, { file, now: new Date(), secretKey: { fingerprint: null } });
  const { url } = await testDatabase();
  const restored = await restoreBackup(url, await checkBackup(file));
  rmSync(home, { recursive: true });
  expect(restored).toEqual({ rows, migrated: knownMigrations().length - FIRST });
  expectKept(await contentsOf(url), before);

  const { pool, close } = openStore(url);
  const next = await pool.query<{ id: string }>(
    `INSERT INTO audit_event (workspace_id, at, actor_kind, actor_name, via, action, result, sentence)
     SELECT workspace_id, at, actor_kind, actor_name, via, action, result, sentence FROM audit_event RETURNING id`,
  );
  expect(next.rows).toEqual([{ id: '2' }]);
  await expect(pool.query('DELETE FROM charge_line')).rejects.toThrow(/permission denied/);
  await close();
});
