/**
 * What is spoken for under a spending limit: what runs, what was asked for and may yet run, and what today has cost.
 * Counted so that it never comes out too low: an act is reserved until a reading that began after its answer has
 * been stored, and what wants to run is counted as if it ran.
 */
import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { usd } from '@/lib/money';
import type { Committed } from '@/lib/policy/limits';
import type { Tx } from './db';
import { spendingLimit } from './schema';
import { teamOf } from './sight';

export type LimitRow = typeof spendingLimit.$inferSelect;

/** For whom money is to be spent: everybody is bound by the workspace's limit as well. */
export interface Spender {
  workspaceId: string;
  teamId: string | null;
  /** Whose contract it is or will be. */
  personId: string | null;
}

/** Decisions about money in a workspace are made one after another. Ends with the transaction. */
export async function lockSpending(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('spending ' || ${workspaceId}, 0))`);
}

export const limitsOn = (tx: Tx, { workspaceId, teamId, personId }: Spender): Promise<LimitRow[]> =>
  tx
    .select()
    .from(spendingLimit)
    .where(
      and(
        eq(spendingLimit.workspaceId, workspaceId),
        or(
          eq(spendingLimit.subject, 'workspace'),
          teamId === null
            ? undefined
            : and(eq(spendingLimit.subject, 'team'), eq(spendingLimit.subjectId, teamId)),
          personId === null
            ? undefined
            : and(eq(spendingLimit.subject, 'person'), eq(spendingLimit.subjectId, personId)),
        ),
      ),
    )
    .orderBy(sql`array_position(ARRAY['person', 'team', 'workspace'], ${spendingLimit.subject})`);

/** An instance whose commitment is about to be replaced: by a start, or by another bid. */
export interface Replaced {
  accountId: string;
  contractId: number;
}

const replaced = (by: Replaced | undefined) =>
  by === undefined
    ? sql`false`
    : sql`account_id = ${by.accountId}::uuid AND contract_id = ${by.contractId}::bigint`;

/** Whose money is added up: a limit's, or a token's, of everything that was ever started with it. */
export type Under = Pick<LimitRow, 'workspaceId'> &
  (Pick<LimitRow, 'subject' | 'subjectId'> | { subject: 'token'; subjectId: string });

export async function committedUnder(tx: Tx, limit: Under, now: Date, except?: Replaced): Promise<Committed> {
  const { rows } = await tx.execute<{ hour: string; day: string }>(sql`
    ${commitments(limit.workspaceId, now)}
    SELECT coalesce(sum(to_come), 0)::text AS hour, coalesce(sum(spent + to_come * hours_left), 0)::text AS day
    FROM (SELECT *, CASE WHEN ${replaced(except)} THEN 0 ELSE hour END AS to_come FROM commitment) each_commitment
    WHERE ${underLimit(limit)}`);
  return { hourUsd: usd(rows[0]?.hour ?? '0'), dayUsd: usd(rows[0]?.day ?? '0') };
}

function underLimit({ workspaceId, subject, subjectId }: Under): SQL {
  switch (subject) {
    case 'workspace':
      return sql`true`;
    case 'team':
      return sql`team_id = ${subjectId}::uuid`;
    case 'person':
      return sql`owner_id = ${subjectId}::uuid`;
    case 'token':
      return sql`EXISTS (SELECT FROM intent x WHERE x.workspace_id = ${workspaceId}::uuid
        AND x.account_id = each_commitment.account_id
        AND (x.contract_id = each_commitment.contract_id OR x.id = each_commitment.act)
        AND x.reserved_hour_usd IS NOT NULL AND x.state <> 'refused' AND x.actor #>> '{token,id}' = ${subjectId})`;
  }
}

const contractKey = (row: string, of: string) =>
  sql.raw(
    `${of}.workspace_id = ${row}.workspace_id AND ${of}.account_id = ${row}.account_id AND ${of}.contract_id = ${row}.contract_id`,
  );
const place = (row: string, label: SQL) => ({
  workspaceId: sql.raw(`${row}.workspace_id`),
  accountId: sql.raw(`${row}.account_id`),
  contractId: sql.raw(`${row}.contract_id`),
  label,
});
const hoursBetween = (from: SQL, to: SQL) => sql`greatest(0, extract(epoch FROM ${to} - ${from}) / 3600)`;

/**
 * `commitment`: one row per contract, or per act that has none yet. Days are UTC days on each account's own clock.
 * `spent` is the larger of what the ledger says of today and what the price says of the hours since midnight: the
 * ledger comes late, the price knows no traffic.
 */
const commitments = (workspaceId: string, now: Date): SQL => sql`
  WITH clock AS (
    SELECT a.workspace_id, a.id AS account_id, v.instances_noted_at,
      v.instances_noted_at - coalesce(v.instances_read_ms, 0) * interval '1 millisecond' AS read_began,
      ${now.toISOString()}::timestamptz + coalesce(v.instances_read_at - v.instances_noted_at, interval '0') AS at,
      -- Days follow the account's clock, leases this server's.
      coalesce(v.instances_read_at - v.instances_noted_at, interval '0') AS ahead
    FROM account a JOIN vast_identity v ON v.id = a.identity_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.removed_at IS NULL
  ), today AS (
    SELECT clock.*, date_trunc('day', at, 'UTC') AS began, date_trunc('day', at, 'UTC') + interval '1 day' AS ends FROM clock
  ), seen AS (
    SELECT i.workspace_id, i.account_id, i.contract_id, ${teamOf(place('i', sql`i.label`))} AS team_id, c.owner_id,
      CASE WHEN i.gone_at IS NOT NULL THEN 0
        WHEN i.intended_status = 'running' OR i.next_state = 'running' OR i.actual_status = 'running'
        THEN greatest(i.dph_total, i.present_hour) ELSE coalesce(i.present_hour, 0) END AS hour,
      c.ends_at,
      CASE WHEN i.actual_status = 'running' OR i.gone_at IS NOT NULL THEN coalesce(i.dph_total, 0) * ${hoursBetween(
        sql`greatest(t.began, coalesce(i.started_at, t.at))`,
        sql`least(t.at, coalesce(i.gone_at, t.at))`,
      )} ELSE 0 END AS by_price
    FROM instance i JOIN today t ON t.account_id = i.account_id
    LEFT JOIN contract c ON ${contractKey('i', 'c')}
    WHERE i.workspace_id = ${workspaceId}::uuid AND (i.gone_at IS NULL OR i.gone_at >= t.began)
  ), reserved AS (
    SELECT n.workspace_id, n.account_id, n.contract_id, n.id,
      CASE WHEN n.plan IS NULL THEN ${teamOf(
        place(
          'n',
          sql`(SELECT x.label FROM instance x WHERE x.workspace_id = n.workspace_id AND x.account_id = n.account_id AND x.contract_id = n.contract_id)`,
        ),
      )} ELSE (n.plan->>'teamId')::uuid END AS team_id,
      CASE WHEN n.plan IS NULL THEN c.owner_id ELSE (n.plan->>'ownerId')::uuid END AS owner_id,
      n.reserved_hour_usd AS hour,
      CASE WHEN n.plan IS NULL THEN c.ends_at ELSE (n.plan->>'endsAt')::timestamptz END AS ends_at
    FROM intent n JOIN today t ON t.account_id = n.account_id
    LEFT JOIN contract c ON ${contractKey('n', 'c')}
    WHERE n.workspace_id = ${workspaceId}::uuid AND n.reserved_hour_usd IS NOT NULL
      AND (n.state IN ('open', 'unknown')
        OR (n.state = 'done' AND n.closed_at >= coalesce(t.read_began, '-infinity')))
  ), each_one AS (
    SELECT 0 AS rank, account_id, contract_id, NULL::uuid AS act, team_id, owner_id, hour, ends_at, by_price FROM seen
    UNION ALL
    SELECT 1, account_id, contract_id, CASE WHEN contract_id IS NULL THEN id END, team_id, owner_id, hour, ends_at, 0 FROM reserved
  ), whole AS (
    SELECT account_id, contract_id, act,
      (array_agg(team_id ORDER BY rank))[1] AS team_id, (array_agg(owner_id ORDER BY rank))[1] AS owner_id,
      max(hour) AS hour, (array_agg(ends_at ORDER BY rank))[1] AS ends_at, max(by_price) AS by_price
    FROM each_one GROUP BY account_id, contract_id, act
    UNION ALL
    -- What was charged today for what no list shows any more.
    SELECT d.account_id, d.contract_id, NULL, d.team_id, d.owner_id, 0, NULL, 0
    FROM contract_day d JOIN today t ON t.account_id = d.account_id AND d.day = (t.began AT TIME ZONE 'UTC')::date
    WHERE d.workspace_id = ${workspaceId}::uuid AND NOT EXISTS (
      SELECT FROM each_one e WHERE e.account_id = d.account_id AND e.contract_id = d.contract_id)
  ), commitment AS (
    SELECT w.account_id, w.contract_id, w.act, w.team_id, w.owner_id, w.hour,
      greatest(w.by_price, coalesce((
        SELECT sum(d.amount) FROM contract_day d
        WHERE d.workspace_id = ${workspaceId}::uuid AND d.account_id = w.account_id AND d.contract_id = w.contract_id
          AND d.day = (t.began AT TIME ZONE 'UTC')::date), 0)) AS spent,
      ${hoursBetween(sql`t.at`, sql`least(t.ends, w.ends_at + t.ahead)`)} AS hours_left
    FROM whole w JOIN today t ON t.account_id = w.account_id
  )`;
