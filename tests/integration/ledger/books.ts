/** What the ledger's tests share: a run to the end of what is due, the books as they stand, and what Vast.ai says. */
import { sql } from 'drizzle-orm';
import { parse } from 'lossless-json';
import { addDays, type Day, dayOf, epochSecondsOf } from '@/lib/ledger/days';
import { exact, sum, usd } from '@/lib/money';
import type { Db } from '@/lib/store/db';
import type { SyncPorts } from '@/lib/sync/charges';
import { PLAN_DEFAULTS } from '@/lib/sync/charges-plan';
import { syncDueDays } from '@/lib/sync/charges-worker';
import type { TestWorld } from '@/tests/support/world';

export const ports = (world: TestWorld, over: Partial<SyncPorts> = {}): SyncPorts => ({
  gateway: world.gateway,
  db: world.store.db,
  now: world.ports.now,
  ...over,
});

/** Reads everything that is due, as the worker would. */
export async function syncAll(world: TestWorld, backfillDays: number, over: Partial<SyncPorts> = {}) {
  const plan = { ...PLAN_DEFAULTS, backfillDays };
  await syncDueDays(ports(world, over), await identityOf(world), plan, () => true);
}

export async function identityOf(world: TestWorld): Promise<string> {
  const { rows } = await world.store.db.execute(
    sql`SELECT identity_id FROM account WHERE id = ${world.accountId}`,
  );
  return String(rows[0]?.identity_id);
}

/** Vast.ai's own amounts for a day, asked directly and added exactly. */
export async function vastSays(world: TestWorld, day: Day): Promise<string> {
  const amounts = [];
  let token: unknown = null;
  do {
    const url = new URL('/api/v0/charges/', world.emulator.url);
    const { from, to } = epochSecondsOf(day);
    url.searchParams.set('select_filters', JSON.stringify({ day: { gte: from, lte: to } }));
    url.searchParams.set('limit', '500');
    if (token) url.searchParams.set('after_token', String(token));
    const reply = await fetch(url, { headers: { authorization: `Bearer ${world.emulator.apiKey}` } });
    const page = parse(await reply.text()) as { results: { amount: unknown }[]; next_token: unknown };
    for (const row of page.results) amounts.push(usd(String(row.amount)));
    token = page.next_token;
  } while (token);
  return exact(sum(amounts));
}

export function emulatorToday(world: TestWorld): Day {
  return dayOf(new Date(world.emulator.world.clock.now() * 1000));
}

export const daysBack = (world: TestWorld, days: number): Day[] =>
  Array.from({ length: days + 1 }, (_, ago) => addDays(emulatorToday(world), -ago));

/** A day's sum in the ledger, from its lines. */
export async function ledgerSays(db: Db, day: Day): Promise<string> {
  const { rows } = await db.execute(
    sql`SELECT coalesce(sum(delta), 0) AS total FROM charge_line WHERE day = ${day}`,
  );
  return exact(usd(String(rows[0]?.total)));
}

/** All that the books say, without the moments at which they were written. */
export async function booksOf(db: Db) {
  const all = async (query: ReturnType<typeof sql>) => (await db.execute(query)).rows;
  return {
    lines:
      await all(sql`SELECT workspace_id, account_id, day, source, item, segment, revision, amount, delta, type,
      contract_id, description, label FROM charge_line ORDER BY day, account_id, source, item, segment, revision`),
    contractDays: await all(sql`SELECT * FROM contract_day ORDER BY day, account_id, source`),
    rollups: await all(sql`SELECT workspace_id, dimension, day, account_id, key, trim_scale(amount) AS amount
      FROM cost_rollup ORDER BY dimension, day, account_id, key`),
    days: await all(sql`SELECT account_id, day, content_hash, contracts, total, mismatches FROM charge_day
      ORDER BY day, account_id`),
  };
}

/** Every rollup row that disagrees with the lines and contract days it stands for. */
export async function rollupErrors(db: Db) {
  const { rows } = await db.execute(sql`
    WITH line AS (
      SELECT l.workspace_id, l.account_id, l.day, l.item, l.delta, c.team_id, c.project, c.label, c.gpu_name
      FROM charge_line l LEFT JOIN contract_day c USING (workspace_id, account_id, day, source)
    ), fresh AS (
      SELECT workspace_id, d.dimension, day, account_id, d.key, sum(delta) AS amount
      FROM line, LATERAL (VALUES
        ('team', coalesce(team_id::text, '')), ('project', coalesce(project, '')), ('label', coalesce(label, '')),
        ('gpu', coalesce(gpu_name, '')), ('item', item), ('account', account_id::text)) AS d(dimension, key)
      GROUP BY 1, 2, 3, 4, 5 HAVING sum(delta) <> 0
    )
    SELECT * FROM fresh FULL JOIN cost_rollup r USING (workspace_id, dimension, day, account_id, key)
    WHERE fresh.amount IS DISTINCT FROM r.amount`);
  return rows;
}
