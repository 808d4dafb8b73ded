/** How far each account's costs are known. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { closedThrough, type Day, dayOf, daysIn } from '@/lib/ledger/days';
import { type DayRead, fullyRead, syncedThrough } from '@/lib/ledger/progress';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { chargesOf, clockAt } from '@/lib/store/ledger-clock';
import { account, chargeDay, costSync, vastIdentity } from '@/lib/store/schema';
import type { Problem } from '@/lib/vast/problem';

export interface CostSyncState {
  id: string;
  name: string;
  state: (typeof account.$inferSelect)['state'];
  /** The last ended UTC day up to which every day is fully read; null while the history is being filled. */
  syncedThrough: Day | null;
  /** The last day that Vast.ai no longer changes by itself; null before the account's first reply. */
  closedThrough: Day | null;
  /** How many ended days are fully read, and how many there are; null before the account's first reply. */
  history: { read: number; of: number } | null;
  /** When a day was last read without a problem, ISO, on the account’s clock. */
  readAt: string | null;
  /** Contracts' days whose items miss their amount by more than rounding explains. */
  mismatches: number;
  /** Why the last try failed, when it did. */
  problem: Problem | null;
}

export interface AccountReads extends CostSyncState {
  /** On the account's own clock; null before its first reply. */
  today: Day | null;
  reads: DayRead[];
}

export async function syncState(
  db: Tx,
  scope: Scope,
  accountIds?: readonly string[],
): Promise<CostSyncState[]> {
  return (await accountReads(db, scope, accountIds)).map(({ today: _, reads: __, ...state }) => state);
}

/** The linked accounts, by name, with every day's reading. */
export async function accountReads(
  db: Tx,
  scope: Scope,
  accountIds?: readonly string[],
): Promise<AccountReads[]> {
  const accounts = await db
    .select({
      id: account.id,
      name: account.name,
      state: account.state,
      clockAt,
      firstDay: costSync.firstDay,
      problem: costSync.problem,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(costSync, chargesOf)
    .where(
      and(
        eq(account.workspaceId, scope.workspaceId),
        isNull(account.removedAt),
        accountIds === undefined ? undefined : inArray(account.id, [...accountIds]),
      ),
    )
    .orderBy(asc(account.name), asc(account.id));
  const days = await db
    .select({
      accountId: chargeDay.accountId,
      day: chargeDay.day,
      readBeganAt: chargeDay.readBeganAt,
      mismatches: chargeDay.mismatches,
      problem: chargeDay.problem,
    })
    .from(chargeDay)
    .where(eq(chargeDay.workspaceId, scope.workspaceId));
  return accounts.map(({ clockAt, firstDay, ...one }) => {
    const reads = days.filter((day) => day.accountId === one.id);
    const today = clockAt === null ? null : dayOf(clockAt);
    return {
      ...one,
      readAt: latest(
        reads.flatMap(({ problem, readBeganAt }) => (problem === null && readBeganAt ? [readBeganAt] : [])),
      ),
      syncedThrough: syncedThrough(firstDay, reads),
      closedThrough: today && closedThrough(today),
      history:
        firstDay === null || today === null
          ? null
          : {
              read: reads.filter((read) => read.day >= firstDay && fullyRead(read)).length,
              of: daysIn({ from: firstDay, to: today }).length,
            },
      mismatches: reads.reduce((sum, read) => sum + read.mismatches, 0),
      today,
      reads,
    };
  });
}

function latest(moments: readonly Date[]): string | null {
  const last = moments.reduce((max, moment) => Math.max(max, moment.getTime()), 0);
  return last === 0 ? null : new Date(last).toISOString();
}
