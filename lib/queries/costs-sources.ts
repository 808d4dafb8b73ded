import { and, eq, sql } from 'drizzle-orm';
import type { Day } from '@/lib/ledger/days';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, contractDay, instance } from '@/lib/store/schema';
import type { CostQuery } from './costs-days';
import { daysWith, linesOfDay, ownerOfDay } from './costs-lines';

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
  const line = linesOfDay(db, query);
  const which = daysWith(scope, query);
  const amount = sql<string>`sum(${line.amount})`;
  const rows = await db
    .select({
      accountId: contractDay.accountId,
      accountName: account.name,
      source: contractDay.source,
      contractId: sql<string | null>`max(${contractDay.contractId})`,
      seen: sql<boolean>`bool_or(${instance.contractId} IS NOT NULL)`,
      label: sql<string | null>`(array_agg(${contractDay.label} ORDER BY ${contractDay.day} DESC))[1]`,
      gpuName: sql<string | null>`max(${contractDay.gpuName})`,
      amount,
      firstDay: sql<string>`min(${contractDay.day})`,
      lastDay: sql<string>`max(${contractDay.day})`,
    })
    .from(contractDay)
    .crossJoinLateral(line)
    .innerJoin(account, ownerOfDay)
    .leftJoin(
      instance,
      and(
        eq(instance.workspaceId, contractDay.workspaceId),
        eq(instance.accountId, contractDay.accountId),
        eq(instance.contractId, contractDay.contractId),
      ),
    )
    .where(which)
    .groupBy(contractDay.accountId, account.name, contractDay.source)
    .orderBy(sql`${amount} DESC`, contractDay.accountId, contractDay.source)
    .limit(query.limit)
    .offset(query.offset);
  const [all] = await db
    .select({
      count: sql<string>`count(DISTINCT (${contractDay.accountId}, ${contractDay.source}))`,
      total: sql<string>`coalesce(sum(${line.amount}), 0)`,
    })
    .from(contractDay)
    .crossJoinLateral(line)
    .where(which);
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
