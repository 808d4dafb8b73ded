import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Day } from '@/lib/ledger/days';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, chargeLine, contractDay, instance } from '@/lib/store/schema';
import type { CostQuery } from './costs-days';
import { inGroup } from './costs-lines';

export interface SourceQuery extends CostQuery {
  /** The group to look into, by its key; empty for what nothing was allocated to. */
  key: string;
  limit: number;
  offset: number;
}

/** A contract's (or volume's) part of a group. */
export interface CostSource {
  accountId: string;
  accountName: string;
  /** As Vast.ai spells it: `instance-123`. */
  source: string;
  contractId: number | null;
  /** Gantry has seen the instance, so that it has a page; what ended before an account was linked has none. */
  seen: boolean;
  /** The latest label it had in these days. */
  label: string | null;
  gpuName: string | null;
  /** Exact decimal text. */
  amount: string;
  firstDay: Day;
  lastDay: Day;
}

export interface CostSources {
  sources: CostSource[];
  /** Of all, not of this page. */
  count: number;
  total: string;
}

/** The contracts that a group of `costsByDay` is made of, dearest first; they add up to it exactly. */
export async function costSources(db: Tx, scope: Scope, query: SourceQuery): Promise<CostSources> {
  const amount = sql<string>`sum(${chargeLine.delta})`;
  const where = and(
    eq(chargeLine.workspaceId, scope.workspaceId),
    gte(chargeLine.day, query.from),
    lt(chargeLine.day, query.to),
    query.accountIds === undefined ? undefined : inArray(chargeLine.accountId, [...query.accountIds]),
    inGroup(query.group, query.key),
  );
  const ofDay = and(
    eq(contractDay.workspaceId, chargeLine.workspaceId),
    eq(contractDay.accountId, chargeLine.accountId),
    eq(contractDay.day, chargeLine.day),
    eq(contractDay.source, chargeLine.source),
  );
  const rows = await db
    .select({
      accountId: chargeLine.accountId,
      accountName: account.name,
      source: chargeLine.source,
      contractId: sql<string | null>`max(${contractDay.contractId})`,
      seen: sql<boolean>`bool_or(${instance.contractId} IS NOT NULL)`,
      label: sql<string | null>`(array_agg(${contractDay.label} ORDER BY ${chargeLine.day} DESC))[1]`,
      gpuName: sql<string | null>`max(${contractDay.gpuName})`,
      amount,
      firstDay: sql<string>`min(${chargeLine.day})`,
      lastDay: sql<string>`max(${chargeLine.day})`,
    })
    .from(chargeLine)
    .innerJoin(contractDay, ofDay)
    .innerJoin(
      account,
      and(eq(account.workspaceId, chargeLine.workspaceId), eq(account.id, chargeLine.accountId)),
    )
    .leftJoin(
      instance,
      and(
        eq(instance.workspaceId, contractDay.workspaceId),
        eq(instance.accountId, contractDay.accountId),
        eq(instance.contractId, contractDay.contractId),
      ),
    )
    .where(where)
    .groupBy(chargeLine.accountId, account.name, chargeLine.source)
    .orderBy(sql`${amount} DESC`, chargeLine.accountId, chargeLine.source)
    .limit(query.limit)
    .offset(query.offset);
  const [all] = await db
    .select({
      count: sql<string>`count(DISTINCT (${chargeLine.accountId}, ${chargeLine.source}))`,
      total: sql<string>`coalesce(sum(${chargeLine.delta}), 0)`,
    })
    .from(chargeLine)
    .innerJoin(contractDay, ofDay)
    .where(where);
  return {
    sources: rows.map((row) => ({
      ...row,
      contractId: row.contractId === null ? null : Number(row.contractId),
      amount: exact(usd(row.amount)),
    })),
    count: Number(all?.count ?? 0),
    total: exact(usd(all?.total ?? '0')),
  };
}
