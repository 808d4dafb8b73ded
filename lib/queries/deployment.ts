/**
 * How the whole deployment stands, for its operator's monitoring. The one read without a scope, so it names nobody:
 * accounts are their ids, and there are no amounts.
 */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { dayOf, daysIn } from '@/lib/ledger/days';
import { fullyRead } from '@/lib/ledger/progress';
import type { Db } from '@/lib/store/db';
import { chargesOf, clockAt } from '@/lib/store/ledger-clock';
import { account, chargeDay, costSync, vastIdentity } from '@/lib/store/schema';

export interface DeploymentState {
  /** Acts at Vast.ai whose outcome isn't settled, and how long the oldest of them has been. */
  unsettled: { open: number; unknown: number; oldestSeconds: number };
  accounts: {
    id: string;
    works: boolean;
    /** Since the last complete read of its instances; null before the first. */
    pollSeconds: number | null;
    creditSeconds: number | null;
    /** Ended UTC days whose charges aren't fully read; null before the first reply. */
    daysBehind: number | null;
  }[];
  /** Turns of the queue by state, and destroys that wait or are overdue. */
  queues: { queue: string; state: string; jobs: number }[];
  destroys: { waiting: number; overdue: number };
  /** Deliveries to webhooks that are overdue by a minute, although theirs isn't paused; and webhooks that Gantry paused. */
  webhooks: { late: number; paused: number };
}

export async function deploymentState(db: Db, now: Date): Promise<DeploymentState> {
  const [unsettled, accounts, queues, destroys, webhooks] = await Promise.all([
    unsettledIntents(db, now),
    accountStates(db, now),
    queueSizes(db),
    dueDestroys(db, now),
    lateWebhooks(db, now),
  ]);
  return { unsettled, accounts, queues, destroys, webhooks };
}

async function unsettledIntents(db: Db, now: Date): Promise<DeploymentState['unsettled']> {
  const { rows } = await db.execute<{ open: number; unknown: number; seconds: number }>(sql`
    SELECT count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
      coalesce(extract(epoch FROM ${now.toISOString()}::timestamptz - min(opened_at)), 0)::float8 AS seconds
    FROM intent WHERE state IN ('open', 'unknown')`);
  const [row] = rows;
  return {
    open: row?.open ?? 0,
    unknown: row?.unknown ?? 0,
    oldestSeconds: Math.max(0, row?.seconds ?? 0),
  };
}

async function accountStates(db: Db, now: Date): Promise<DeploymentState['accounts']> {
  const accounts = await db
    .select({
      workspaceId: account.workspaceId,
      id: account.id,
      state: account.state,
      creditReadAt: account.creditReadAt,
      theirs: vastIdentity.instancesReadAt,
      ours: vastIdentity.instancesNotedAt,
      clockAt,
      firstDay: costSync.firstDay,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(costSync, chargesOf)
    .where(isNull(account.removedAt));
  const days = await db
    .select({ accountId: chargeDay.accountId, day: chargeDay.day, readBeganAt: chargeDay.readBeganAt })
    .from(chargeDay)
    .innerJoin(
      account,
      and(
        eq(account.workspaceId, chargeDay.workspaceId),
        eq(account.id, chargeDay.accountId),
        isNull(account.removedAt),
      ),
    );
  return accounts.map(({ id, state, creditReadAt, theirs, ours, clockAt, firstDay }) => {
    // Readings of credit carry the account's clock; how far that is from ours was noted with the instances.
    const theirNow = theirs && ours ? now.getTime() + theirs.getTime() - ours.getTime() : now.getTime();
    const known = firstDay !== null && clockAt !== null;
    const read = days.filter((day) => day.accountId === id && known && day.day >= firstDay && fullyRead(day));
    return {
      id,
      works: state === 'ok',
      pollSeconds: ours && (now.getTime() - ours.getTime()) / 1000,
      creditSeconds: creditReadAt && (theirNow - creditReadAt.getTime()) / 1000,
      daysBehind: known ? daysIn({ from: firstDay, to: dayOf(clockAt) }).length - read.length : null,
    };
  });
}

async function queueSizes(db: Db): Promise<DeploymentState['queues']> {
  const { rows } = await db.execute<{ queue: string; state: string; jobs: number }>(sql`
    SELECT name AS queue, state::text AS state, count(*)::int AS jobs
    FROM pgboss.job WHERE state < 'completed' GROUP BY name, state ORDER BY name, state`);
  return rows;
}

async function dueDestroys(db: Db, now: Date): Promise<DeploymentState['destroys']> {
  const { rows } = await db.execute<DeploymentState['destroys']>(sql`
    SELECT count(*)::int AS waiting, count(*) FILTER (WHERE due_at <= ${now.toISOString()}::timestamptz)::int AS overdue
    FROM deferred_act WHERE state = 'waiting'`);
  return rows[0] ?? { waiting: 0, overdue: 0 };
}

const LATE_MS = 60_000;

async function lateWebhooks(db: Db, now: Date): Promise<DeploymentState['webhooks']> {
  const since = new Date(now.getTime() - LATE_MS).toISOString();
  const { rows } = await db.execute<DeploymentState['webhooks']>(sql`
    SELECT
      (SELECT count(*)::int FROM webhook_delivery d JOIN webhook_endpoint w
        ON w.workspace_id = d.workspace_id AND w.id = d.endpoint_id AND w.paused_why IS NULL
        WHERE d.state = 'waiting' AND d.next_try_at <= ${since}::timestamptz) AS late,
      (SELECT count(*)::int FROM webhook_endpoint WHERE paused_why IN ('failing', 'gone')) AS paused`);
  return rows[0] ?? { late: 0, paused: 0 };
}
