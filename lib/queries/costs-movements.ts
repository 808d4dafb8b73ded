import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import { type DayRange, startOf } from '@/lib/ledger/days';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { account, moneyMovement } from '@/lib/store/schema';

export interface MoneyMovement {
  accountId: string;
  accountName: string;
  movementId: string;
  type: string;
  service: string | null;
  /** Exact decimal text, from the account's side: a top-up of 25 dollars is 25. */
  amount: string;
  description: string;
  /** ISO */
  startedAt: string;
  /** ISO; null while unpaid. */
  endedAt: string | null;
  revisions: number;
}

/** Top-ups, refunds, transfers and payouts begun on UTC days [from, to), newest first. Usage is never here. */
export async function moneyMovements(
  db: Tx,
  scope: Scope,
  query: DayRange & { accountIds?: readonly string[] },
): Promise<MoneyMovement[]> {
  if (!may(scope.role, 'balance.read')) return [];
  const latest = db
    .selectDistinctOn([moneyMovement.accountId, moneyMovement.movementId])
    .from(moneyMovement)
    .where(eq(moneyMovement.workspaceId, scope.workspaceId))
    .orderBy(moneyMovement.accountId, moneyMovement.movementId, desc(moneyMovement.revision))
    .as('latest');
  const rows = await db
    .select({
      accountId: latest.accountId,
      accountName: account.name,
      movementId: latest.movementId,
      type: latest.type,
      service: latest.service,
      amount: latest.amount,
      description: latest.description,
      startedAt: latest.startedAt,
      endedAt: latest.endedAt,
      revisions: latest.revision,
    })
    .from(latest)
    .innerJoin(account, and(eq(account.workspaceId, scope.workspaceId), eq(account.id, latest.accountId)))
    .where(
      and(
        gte(latest.startedAt, startOf(query.from)),
        lt(latest.startedAt, startOf(query.to)),
        query.accountIds === undefined ? undefined : inArray(latest.accountId, [...query.accountIds]),
      ),
    )
    .orderBy(desc(latest.startedAt), latest.movementId);
  return rows.map((row) => ({
    ...row,
    // Vast.ai signs money that was paid in as negative.
    amount: exact(row.amount.neg()),
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
