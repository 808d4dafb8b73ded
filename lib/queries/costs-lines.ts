import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Day } from '@/lib/ledger/days';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, chargeLine, contractDay } from '@/lib/store/schema';
import type { CostQuery } from './costs-days';
import { namesOf } from './costs-names';

export interface LineQuery extends CostQuery {
  /** The group to look into, by its key (empty: what nothing was allocated to); all groups when absent. */
  key?: string;
  /** One contract, as Vast.ai spells it. */
  source?: { accountId: string; source: string };
  limit: number;
  offset: number;
}

export interface CostLine {
  day: Day;
  accountId: string;
  accountName: string;
  source: string;
  contractId: number | null;
  /** As known on that day. */
  label: string | null;
  gpuName: string | null;
  item: string;
  itemName: string;
  segment: number;
  /** Exact decimal text. */
  amount: string;
  /** Vast.ai's own words: quantity and price. */
  description: string;
  /** 1 for a line that was never restated. */
  revisions: number;
}

export interface CostLines {
  lines: CostLine[];
  /** Of all lines, not of this page. */
  count: number;
  total: string;
}

/** The lines that a group of `costsByDay` is made of, newest day and dearest line first; they add up to it exactly. */
export async function costLines(db: Tx, scope: Scope, query: LineQuery): Promise<CostLines> {
  const amount = sql<string>`sum(${chargeLine.delta})`;
  const where = and(
    eq(chargeLine.workspaceId, scope.workspaceId),
    gte(chargeLine.day, query.from),
    lt(chargeLine.day, query.to),
    query.accountIds === undefined ? undefined : inArray(chargeLine.accountId, [...query.accountIds]),
    query.key === undefined ? undefined : inGroup(query.group, query.key),
    query.source && eq(chargeLine.accountId, query.source.accountId),
    query.source && eq(chargeLine.source, query.source.source),
  );
  const ofDay = and(
    eq(contractDay.workspaceId, chargeLine.workspaceId),
    eq(contractDay.accountId, chargeLine.accountId),
    eq(contractDay.day, chargeLine.day),
    eq(contractDay.source, chargeLine.source),
  );
  const rows = await db
    .select({
      day: chargeLine.day,
      accountId: chargeLine.accountId,
      accountName: account.name,
      source: chargeLine.source,
      contractId: contractDay.contractId,
      label: contractDay.label,
      gpuName: contractDay.gpuName,
      item: chargeLine.item,
      segment: chargeLine.segment,
      amount,
      description: sql<string>`(array_agg(${chargeLine.description} ORDER BY ${chargeLine.revision} DESC))[1]`,
      revisions: sql<number>`max(${chargeLine.revision})`,
    })
    .from(chargeLine)
    .innerJoin(contractDay, ofDay)
    .innerJoin(
      account,
      and(eq(account.workspaceId, chargeLine.workspaceId), eq(account.id, chargeLine.accountId)),
    )
    .where(where)
    .groupBy(
      chargeLine.day,
      chargeLine.accountId,
      account.name,
      chargeLine.source,
      contractDay.contractId,
      contractDay.label,
      contractDay.gpuName,
      chargeLine.item,
      chargeLine.segment,
    )
    .orderBy(
      sql`${chargeLine.day} DESC`,
      sql`${amount} DESC`,
      chargeLine.accountId,
      chargeLine.source,
      chargeLine.item,
      chargeLine.segment,
    )
    .limit(query.limit)
    .offset(query.offset);
  const [all] = await db
    .select({
      count: sql<string>`count(*) FILTER (WHERE ${chargeLine.revision} = 1)`,
      total: sql<string>`coalesce(sum(${chargeLine.delta}), 0)`,
    })
    .from(chargeLine)
    .innerJoin(contractDay, ofDay)
    .where(where);
  const itemName = await namesOf(db, scope, 'item');
  return {
    lines: rows.map((row) => ({ ...row, amount: exact(usd(row.amount)), itemName: itemName(row.item) })),
    count: Number(all?.count ?? 0),
    total: exact(usd(all?.total ?? '0')),
  };
}

/** Lines, joined with their contract's day, that belong to a group. */
export function inGroup(group: CostQuery['group'], key: string): SQL | undefined {
  const nobody = key === '';
  switch (group) {
    case 'team':
      // Anything but an id would make PostgreSQL refuse the whole query.
      if (!nobody && !/^[0-9a-f-]{36}$/.test(key)) return sql`false`;
      return nobody ? isNull(contractDay.teamId) : eq(contractDay.teamId, key);
    case 'project':
      return nobody ? isNull(contractDay.project) : eq(contractDay.project, key);
    case 'label':
      return nobody ? isNull(contractDay.label) : eq(contractDay.label, key);
    case 'gpu':
      return nobody ? isNull(contractDay.gpuName) : eq(contractDay.gpuName, key);
    case 'item':
      return eq(chargeLine.item, key);
    case 'account':
      return sql`${chargeLine.accountId}::text = ${key}`;
  }
}
