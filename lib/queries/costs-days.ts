import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { addDays, type Day, type DayRange, daysIn, openFrom } from '@/lib/ledger/days';
import { covers } from '@/lib/ledger/progress';
import type { Dimension } from '@/lib/ledger/rollup';
import { exact, sum, type Usd, usd, ZERO } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { contractDay, costRollup } from '@/lib/store/schema';
import { daysWith, linesOfDay } from './costs-lines';
import { namesOf } from './costs-names';
import { accountReads } from './costs-sync';

export interface CostQuery extends DayRange {
  group: Dimension;
  /** All accounts of the workspace when absent. */
  accountIds?: readonly string[];
}

/** Amounts are exact decimal text. */
export interface CostSeries {
  /** Empty for what nothing was allocated to. */
  key: string;
  name: string;
  total: string;
  /** One for each of the days. */
  byDay: string[];
}

export interface Costs {
  /** UTC days, every one of the range. */
  days: Day[];
  /** Dearest first; the group without a key last. */
  series: CostSeries[];
  /** The sum of each day. */
  byDay: string[];
  total: string;
  /** The first day that Vast.ai may still change; null before any account's first reply. */
  openFrom: Day | null;
  /** Up to here every account's days are fully read, since its history begins. */
  syncedThrough: Day | null;
  /** The last day outside the open window. */
  closedThrough: Day | null;
  /** No figure of the range is missing: its ended days fully read, today at least once. */
  complete: boolean;
}

/**
 * What UTC days [from, to) cost, by one dimension. The one query behind the chart, the table, the CSV and the
 * overview: the groups add up to the ledger's total exactly, unallocated cost is a group of its own.
 */
export async function costsByDay(db: Tx, scope: Scope, query: CostQuery): Promise<Costs> {
  const rows = scope.sees === 'all' ? await rolledUp(db, scope, query) : await addedUp(db, scope, query);
  const days = daysIn(query);
  const byKey = new Map<string, Map<Day, Usd>>();
  for (const { day, key, amount } of rows) {
    byKey.set(key, (byKey.get(key) ?? new Map()).set(day, usd(amount)));
  }
  const nameOf = await namesOf(db, scope, query.group);
  const series = [...byKey]
    .map(([key, amounts]) => ({ key, name: nameOf(key), amounts, total: sum(amounts.values()) }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        b.total.comparedTo(a.total) ||
        (a.key < b.key ? -1 : 1),
    );
  return {
    days,
    series: series.map(({ key, name, amounts, total }) => ({
      key,
      name,
      total: exact(total),
      byDay: days.map((day) => exact(amounts.get(day) ?? ZERO)),
    })),
    byDay: days.map((day) => exact(sum(series.map((one) => one.amounts.get(day) ?? ZERO)))),
    total: exact(sum(series.map((one) => one.total))),
    ...(await coverage(db, scope, query)),
  };
}

interface Sum {
  day: Day;
  key: string;
  amount: string;
}

const rolledUp = (db: Tx, scope: Scope, query: CostQuery): Promise<Sum[]> =>
  db
    .select({ day: costRollup.day, key: costRollup.key, amount: sql<string>`sum(${costRollup.amount})` })
    .from(costRollup)
    .where(
      and(
        eq(costRollup.workspaceId, scope.workspaceId),
        eq(costRollup.dimension, query.group),
        gte(costRollup.day, query.from),
        lt(costRollup.day, query.to),
        query.accountIds === undefined ? undefined : inArray(costRollup.accountId, [...query.accountIds]),
      ),
    )
    .groupBy(costRollup.day, costRollup.key);

/** Rollups know one dimension at a time: what belongs to some teams only is added up from the contracts' days. */
async function addedUp(db: Tx, scope: Scope, query: CostQuery): Promise<Sum[]> {
  if (query.group === 'item') {
    const line = linesOfDay(db, query);
    return db
      .select({ day: contractDay.day, key: line.item, amount: sql<string>`sum(${line.amount})` })
      .from(contractDay)
      .crossJoinLateral(line)
      .where(daysWith(scope, query))
      .groupBy(contractDay.day, line.item);
  }
  const key = keyColumn(query.group);
  return db
    .select({ day: contractDay.day, key, amount: sql<string>`sum(${contractDay.amount})` })
    .from(contractDay)
    .where(daysWith(scope, query))
    .groupBy(contractDay.day, key);
}

function keyColumn(group: Exclude<Dimension, 'item'>): SQL<string> {
  switch (group) {
    case 'team':
      return sql`coalesce(${contractDay.teamId}::text, '')`;
    case 'project':
      return sql`coalesce(${contractDay.project}, '')`;
    case 'label':
      return sql`coalesce(${contractDay.label}, '')`;
    case 'gpu':
      return sql`coalesce(${contractDay.gpuName}, '')`;
    case 'account':
      return sql`${contractDay.accountId}::text`;
  }
}

/** Of several accounts the one that is furthest behind decides. */
async function coverage(
  db: Tx,
  scope: Scope,
  query: CostQuery,
): Promise<Pick<Costs, 'openFrom' | 'syncedThrough' | 'closedThrough' | 'complete'>> {
  const accounts = await accountReads(db, scope, query.accountIds);
  const today = earliest(accounts.map((one) => one.today));
  return {
    openFrom: today && openFrom(today),
    closedThrough: today && addDays(openFrom(today), -1),
    syncedThrough: earliest(accounts.map((one) => one.syncedThrough)),
    complete: accounts.length > 0 && accounts.every((one) => covers(query, one.today, one.reads)),
  };
}

function earliest(days: readonly (Day | null)[]): Day | null {
  const known = days.filter((day) => day !== null);
  return known.length < days.length ? null : (known.toSorted()[0] ?? null);
}
