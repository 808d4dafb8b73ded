import { and, eq, sql } from 'drizzle-orm';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { contractDay } from '@/lib/store/schema';

export interface CostSoFar {
  accountId: string;
  contractId: number;
  /** Exact decimal text: what Vast.ai has charged, as far as it is read. */
  amount: string;
  /** The last UTC day in it. */
  throughDay: string;
}

/** What contracts have cost until now. One that was never charged is left out: unknown isn't zero. */
export async function costSoFar(
  db: Tx,
  scope: Scope,
  contracts: readonly { accountId: string; contractId: number }[],
): Promise<CostSoFar[]> {
  if (contracts.length === 0) return [];
  const rows = await db
    .select({
      accountId: contractDay.accountId,
      contractId: sql<number>`${contractDay.contractId}`.mapWith(Number),
      amount: sql<string>`sum(${contractDay.amount})`,
      throughDay: sql<string>`max(${contractDay.day})`,
    })
    .from(contractDay)
    .where(
      and(
        eq(contractDay.workspaceId, scope.workspaceId),
        sql`(${contractDay.accountId}, ${contractDay.contractId}) IN (SELECT * FROM unnest(
          ${sql.param(contracts.map((one) => one.accountId))}::uuid[],
          ${sql.param(contracts.map((one) => one.contractId))}::bigint[]))`,
      ),
    )
    .groupBy(contractDay.accountId, contractDay.contractId);
  return rows.map((row) => ({ ...row, amount: exact(usd(row.amount)) }));
}
