import { and, eq, sql } from 'drizzle-orm';
import { exact, sum, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { chargeLine, contractDay } from '@/lib/store/schema';
import { contractInSight } from '@/lib/store/sight';
import { namesOf } from './costs-names';
import type { InstanceKey } from './instances-detail';

/** What one instance cost, UTC day by day, the newest first, with the items a day is made of. */
export interface InstanceCostDay {
  day: string;
  /** Exact text; the sum of its items. */
  usd: string;
  items: { item: string; name: string; usd: string; says: string }[];
}

export async function instanceCosts(db: Tx, scope: Scope, key: InstanceKey): Promise<InstanceCostDay[]> {
  if (!may(scope.role, 'costs.read')) return [];
  // By the contract's days first, which have an index; each of their lines is then one look-up.
  const rows = await db
    .select({
      day: contractDay.day,
      item: chargeLine.item,
      amount: sql<string>`sum(${chargeLine.delta})`,
      says: sql<string>`(array_agg(${chargeLine.description} ORDER BY ${chargeLine.revision} DESC))[1]`,
    })
    .from(contractDay)
    .innerJoin(
      chargeLine,
      and(
        eq(chargeLine.workspaceId, contractDay.workspaceId),
        eq(chargeLine.accountId, contractDay.accountId),
        eq(chargeLine.day, contractDay.day),
        eq(chargeLine.source, contractDay.source),
      ),
    )
    .where(
      and(
        eq(contractDay.workspaceId, scope.workspaceId),
        eq(contractDay.accountId, key.accountId),
        eq(contractDay.contractId, key.contractId),
        contractInSight(scope.sees, contractDay),
      ),
    )
    .groupBy(contractDay.day, chargeLine.item)
    .orderBy(sql`${contractDay.day} DESC`, sql`sum(${chargeLine.delta}) DESC`);
  const nameOf = await namesOf(db, scope, 'item');
  const days = new Map<string, InstanceCostDay['items']>();
  for (const row of rows) {
    const item = { item: row.item, name: nameOf(row.item), usd: exact(usd(row.amount)), says: row.says };
    days.set(row.day, [...(days.get(row.day) ?? []), item]);
  }
  return [...days].map(([day, items]) => ({ day, usd: exact(sum(items.map((i) => usd(i.usd)))), items }));
}
