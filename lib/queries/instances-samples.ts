import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { contractInSight } from '@/lib/store/sight';
import type { InstanceKey } from './instances-detail';

/** Readings of one instance over time, as columns: a page of them is a tenth of the same as objects. */
export interface InstanceSamples {
  fromMs: number;
  toMs: number;
  /** Each point is the mean over this long. */
  stepMs: number;
  /** Percent, °C, GB of GPU memory, GB of disk; null where nothing was read: a gap stays a gap. */
  gpuUse: (number | null)[];
  temperature: (number | null)[];
  gpuMemoryGb: (number | null)[];
  diskGb: (number | null)[];
  /** How much of the time has readings, 0..1; null when the range is empty. */
  coverage: number | null;
}

/** More are not seen on 700 pixels, and cost as much again to draw (stack measurements). */
const POINTS_MAX = 360;
const MINUTE_MS = 60_000;

const HOUR_MS = 3_600_000;
/** Readings are kept for two days. */
const RANGES: Record<string, number> = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '48h': 48 * HOUR_MS,
};
export const rangeMs = (name: string | null): number => RANGES[name ?? ''] ?? 24 * HOUR_MS;

/** `backMs` back from `now`, or from the first reading if that is later. */
export async function instanceSamples(
  db: Tx,
  scope: Scope,
  key: InstanceKey,
  now: Date,
  backMs: number,
): Promise<InstanceSamples> {
  const inSight = contractInSight(scope.sees, {
    workspaceId: sql`${scope.workspaceId}::uuid`,
    accountId: sql`${key.accountId}::uuid`,
    contractId: sql`${key.contractId}::bigint`,
  });
  const mine = sql`workspace_id = ${scope.workspaceId} AND account_id = ${key.accountId} AND contract_id = ${key.contractId}
    AND ${inSight ?? sql`true`}`;
  const earliest = new Date(now.getTime() - backMs).toISOString();
  const first = await db.execute<{ ms: number | null }>(
    sql`SELECT (extract(epoch FROM min(at)) * 1000)::float8 AS ms FROM instance_sample WHERE ${mine} AND at >= ${earliest}`,
  );
  const toMs = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const beganMs = first.rows[0]?.ms ?? toMs;
  // Whole minutes a step, because readings come one a minute: uneven steps would alternate between one and two.
  const stepMs = MINUTE_MS * Math.max(1, Math.ceil((toMs - beganMs) / MINUTE_MS / POINTS_MAX));
  const fromMs = Math.floor(beganMs / stepMs) * stepMs;
  const points = Math.floor((toMs - fromMs) / stepMs) + 1;
  const found = await db.execute<{
    point: number;
    n: number;
    use: number | null;
    temp: number | null;
    memory: number | null;
    disk: number | null;
  }>(sql`
    SELECT floor((extract(epoch FROM at) * 1000 - ${fromMs}::float8) / ${stepMs})::int AS point, count(*)::int AS n,
      avg(gpu_util)::float8 AS use, avg(gpu_temp)::float8 AS temp, avg(mem_usage)::float8 AS memory,
      avg(disk_usage)::float8 AS disk
    FROM instance_sample
    WHERE ${mine} AND at >= ${new Date(fromMs).toISOString()} AND at <= ${new Date(toMs).toISOString()}
    GROUP BY 1`);
  const column = (pick: (row: (typeof found.rows)[number]) => number | null) => {
    const values: (number | null)[] = Array.from({ length: points }, () => null);
    for (const row of found.rows) {
      const value = pick(row);
      values[row.point] = value === null ? null : Math.round(value * 10) / 10;
    }
    return values;
  };
  const readings = found.rows.reduce((n, row) => n + row.n, 0);
  return {
    fromMs,
    toMs,
    stepMs,
    gpuUse: column((row) => row.use),
    temperature: column((row) => row.temp),
    gpuMemoryGb: column((row) => row.memory),
    diskGb: column((row) => row.disk),
    coverage: readings === 0 ? null : Math.min(1, readings / ((toMs - beganMs) / MINUTE_MS + 1)),
  };
}
