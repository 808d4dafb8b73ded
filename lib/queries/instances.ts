/**
 * The one way to read instances, for the list, the overview, the live stream and exports. Every moment is on the
 * account's clock: pass `accountNow(...)` as `now`.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import { actsByRow, morningOrder, standingOf } from '@/lib/policy/attention';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { instanceInSight } from '@/lib/store/sight';
import { costSoFar } from './costs-contracts';
import { owners } from './instances-owners';
import type { Act } from './instances-pulse';
import {
  type InstanceRow,
  rowOf,
  rowSelect,
  type Selected,
  type Stood,
  standing,
  standingSelect,
} from './instances-row';

export type { InstanceRow } from './instances-row';

/** An instance that went a while ago has a page, and the tab Gone; a list of what is there shows it this long. */
const GONE_SHOWN = sql`interval '1 day'`;
/** Half of them would double the statements, twice as many would let a browser wait for its first rows. */
const BATCH = 500;
const GONE_MAX = 300;

export interface InstancePage {
  rows: InstanceRow[];
  /** Pass it back as `after` for the next rows; null after the last. */
  next: string | null;
}

/** What is there, and what went within a day, in a stable order; `after` pages through it. */
export async function listInstances(
  db: Tx,
  scope: Scope,
  now: Date,
  page: { after?: string | null; limit?: number } = {},
): Promise<InstancePage> {
  const limit = page.limit ?? BATCH;
  const rows = await select(db, scope, now, sql`${shown(now)} ${after(page.after ?? null)}`, BY_KEY, limit);
  return { rows, next: rows.length < limit ? null : (rows.at(-1)?.key ?? null) };
}

/** All of `listInstances`, for callers that sum or sort over everything. */
export async function everyInstance(db: Tx, scope: Scope, now: Date): Promise<InstanceRow[]> {
  const all: InstanceRow[] = [];
  let after: string | null = null;
  do {
    const page: InstancePage = await listInstances(db, scope, now, { after, limit: 2_000 });
    all.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return all;
}

/** The first of the list as it is worked through: what a screen is opened with while the rest is still coming. */
export async function firstOfMorning(
  db: Tx,
  scope: Scope,
  now: Date,
  acts: readonly Act[],
  limit: number,
): Promise<InstanceRow[]> {
  if (!may(scope.role, 'instances.read')) return [];
  const { rows } = await db.execute<Stood>(standingSelect(mineAnd(scope, shown(now)), now));
  const actOf = actsByRow(acts);
  const first = rows
    .map((row) => {
      const key = keyOf({ accountId: row.account_id, contractId: row.contract_id });
      return { row, ...standingOf(standing(row, now), actOf.get(key), now.getTime()) };
    })
    .toSorted(morningOrder)
    .slice(0, limit);
  const wanted = sql`AND (i.account_id, i.contract_id) IN (SELECT * FROM unnest(
    ${sql.param(first.map(({ row }) => row.account_id))}::uuid[],
    ${sql.param(first.map(({ row }) => row.contract_id))}::bigint[]))`;
  return select(db, scope, now, wanted, BY_KEY, limit);
}

/** Those that are gone, the latest first. */
export const goneInstances = (db: Tx, scope: Scope, now: Date): Promise<InstanceRow[]> =>
  select(db, scope, now, sql`AND i.gone_at IS NOT NULL`, sql`i.gone_at DESC`, GONE_MAX);

/** How many there are, and how many of them are gone. */
export async function countInstances(
  db: Tx,
  scope: Scope,
  now: Date,
): Promise<{ shown: number; gone: number }> {
  if (!may(scope.role, 'instances.read')) return { shown: 0, gone: 0 };
  const counted = await db.execute<{ shown: number; gone: number }>(sql`
    SELECT count(*) FILTER (WHERE true ${shown(now)})::int AS shown,
           count(*) FILTER (WHERE i.gone_at IS NOT NULL)::int AS gone
    FROM instance i JOIN account a ON a.workspace_id = i.workspace_id AND a.id = i.account_id
    WHERE i.workspace_id = ${scope.workspaceId} AND a.removed_at IS NULL ${seen(scope)}`);
  return counted.rows[0] ?? { shown: 0, gone: 0 };
}

/** Whether somebody sees it at all, gone or not. */
export async function isInSight(
  db: Tx,
  scope: Scope,
  key: { accountId: string; contractId: number },
): Promise<boolean> {
  const its = sql`AND i.account_id = ${key.accountId} AND i.contract_id = ${key.contractId}`;
  return (await db.execute(mineAnd(scope, its))).rows.length > 0;
}

/** Null for another workspace's and for another team's: they are not found, never forbidden. */
export async function oneInstance(
  db: Tx,
  scope: Scope,
  now: Date,
  key: { accountId: string; contractId: number },
): Promise<InstanceRow | null> {
  const its = sql`AND i.account_id = ${key.accountId} AND i.contract_id = ${key.contractId}`;
  return (await select(db, scope, now, its, BY_KEY, 1))[0] ?? null;
}

/**
 * Where the store stands now: the oldest transaction that is still open. What it, or a later one, writes is not
 * part of anything read so far.
 */
export async function livePosition(db: Tx): Promise<string> {
  const { rows } = await db.execute<{ position: string }>(
    sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position`,
  );
  return rows[0]?.position ?? '0';
}

/**
 * The rows written since a position, in batches; the last batch carries the new position. Not by version: versions
 * are numbered before they are committed, so a lower one can appear after a higher one was read. `xmin` is the
 * transaction that wrote the row; it has 32 bits and counts in a circle, hence the mask.
 */
export async function* instanceChanges(
  db: Tx,
  scope: Scope,
  now: () => Promise<Date>,
  since: string,
): AsyncGenerator<{ rows: InstanceRow[]; position: string | null }> {
  const position = await livePosition(db);
  const at = await now();
  const newer = sql`AND ((i.xmin::text::bigint - mod(${since}::numeric, 4294967296)::bigint) & 4294967295) < 2147483648`;
  const wanted = since === '0' ? shown(at) : newer;
  let key: string | null = null;
  for (;;) {
    const rows: InstanceRow[] = await select(db, scope, at, sql`${wanted} ${after(key)}`, BY_KEY, BATCH);
    const last = rows.length < BATCH;
    yield { rows, position: last ? position : null };
    if (last) return;
    key = rows.at(-1)?.key ?? null;
  }
}

/** Accounts that were unlinked are left out inside, or a page could come out short and be taken for the last. */
const mineAnd = (scope: Scope, where: SQL) => sql`
  SELECT * FROM instance i WHERE i.workspace_id = ${scope.workspaceId}
    AND i.account_id IN (SELECT id FROM account WHERE workspace_id = ${scope.workspaceId} AND removed_at IS NULL)
    ${seen(scope)} ${where}`;

const BY_KEY = sql`i.account_id, i.contract_id`;

async function select(
  db: Tx,
  scope: Scope,
  now: Date,
  where: SQL,
  order: SQL,
  limit: number,
): Promise<InstanceRow[]> {
  if (!may(scope.role, 'instances.read')) return [];
  const instances = sql`${mineAnd(scope, where)} ORDER BY ${order} LIMIT ${limit}`;
  const found = await db.execute<Selected>(sql`${rowSelect(instances, now)} ORDER BY ${order}`);
  const keys = found.rows.map((row) => ({ accountId: row.account_id, contractId: row.contract_id }));
  const [costs, whose] = await Promise.all([costSoFar(db, scope, keys), owners(db, scope)]);
  const soFar = new Map(costs.map((cost) => [keyOf(cost), cost.amount]));
  return found.rows.map((row) => {
    const key = keyOf({ accountId: row.account_id, contractId: row.contract_id });
    return rowOf(row, now, { soFarUsd: soFar.get(key) ?? null, whose: whose(row) });
  });
}

function seen(scope: Scope): SQL {
  const place = {
    workspaceId: sql`i.workspace_id`,
    accountId: sql`i.account_id`,
    contractId: sql`i.contract_id`,
    label: sql`i.label`,
  };
  const inSight = instanceInSight(scope.sees, place);
  return inSight ? sql`AND ${inSight}` : sql``;
}

const shown = (now: Date) =>
  sql`AND (i.gone_at IS NULL OR i.gone_at > ${now.toISOString()}::timestamptz - ${GONE_SHOWN})`;

function after(key: string | null): SQL {
  const [accountId, contractId] = key?.split('.') ?? [];
  if (!accountId || !contractId) return sql``;
  return sql`AND (i.account_id, i.contract_id) > (${accountId}::uuid, ${contractId}::bigint)`;
}

const keyOf = (row: { accountId: string; contractId: number }): string =>
  `${row.accountId}.${row.contractId}`;

export const isPageKey = (text: string): boolean => /^[0-9a-f-]{36}\.\d{1,18}$/.test(text);
