/** Where reading an account's costs stands: its clock, its failures, and which days were read when. */
import { and, eq, sql } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import type { Db, Tx } from '@/lib/store/db';
import { chargesOf, clockAt, readable } from '@/lib/store/ledger-clock';
import type { AccountDay } from '@/lib/store/ledger-lines';
import { account, chargeDay, costSync, vastIdentity } from '@/lib/store/schema';
import type { Problem } from '@/lib/vast/problem';
import type { AccountRef } from './charges-read';

type What = 'charges' | 'movements';

const KEY = [costSync.workspaceId, costSync.accountId, costSync.what];

/** A reply came: remembers the account's clock, which never runs back, and forgets the failures before it. */
export async function noteClock(tx: Tx, at: AccountRef, clockAt: Date): Promise<void> {
  await tx
    .insert(costSync)
    .values({ workspaceId: at.workspaceId, accountId: at.accountId, what: 'charges', clockAt })
    .onConflictDoUpdate({
      target: KEY,
      set: {
        clockAt: sql`greatest(${costSync.clockAt}, excluded.clock_at)`,
        failures: 0,
        retryAt: null,
        problem: null,
      },
    });
}

/** The account's clock at its latest reply; null before the first. */
export async function knownClock(tx: Tx, at: AccountRef): Promise<Date | null> {
  const [row] = await tx
    .select({ clockAt })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(costSync, chargesOf)
    .where(and(eq(account.workspaceId, at.workspaceId), eq(account.id, at.accountId)));
  return row?.clockAt ?? null;
}

const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 600_000;

/** Nothing of this account can be read: waits twice as long after each failure, ten minutes at most. */
export async function noteFailure(
  db: Db,
  at: AccountRef,
  what: What,
  problem: Problem,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [stored] = await tx
      .select({ failures: costSync.failures, problem: costSync.problem })
      .from(costSync)
      .where(
        and(
          eq(costSync.workspaceId, at.workspaceId),
          eq(costSync.accountId, at.accountId),
          eq(costSync.what, what),
        ),
      )
      .for('update');
    const failures = stored?.failures ?? 0;
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
    const failed = { failures: failures + 1, retryAt: new Date(now.getTime() + waitMs), problem };
    await tx
      .insert(costSync)
      .values({ workspaceId: at.workspaceId, accountId: at.accountId, what, ...failed })
      .onConflictDoUpdate({ target: KEY, set: failed });
    if (stored?.problem?.code !== problem.code) await publish(tx, at.workspaceId, ['costs']);
  });
}

/** Only this day can't be read; the others can. */
export async function noteDayFailure(db: Db, at: AccountDay, problem: Problem, now: Date): Promise<void> {
  await db
    .insert(chargeDay)
    .values({ ...at, triedAt: now, problem })
    .onConflictDoUpdate({
      target: [chargeDay.workspaceId, chargeDay.accountId, chargeDay.day],
      set: { triedAt: now, problem },
    });
}

/** An account as the planner sees it. */
export interface AccountProgress extends AccountRef {
  identityId: string;
  /** The account's own clock at its latest reply, whoever asked; null before the first. */
  clockAt: Date | null;
  firstDay: string | null;
  retryAt: Date | null;
  days: { day: string; readBeganAt: Date | null; triedAt: Date; failed: boolean }[];
}

/** The accounts whose costs are to be read: linked, and with a key that works as far as we know. */
export async function accountProgress(db: Db, identityId?: string): Promise<AccountProgress[]> {
  const accounts = await db
    .select({
      workspaceId: account.workspaceId,
      accountId: account.id,
      identityId: account.identityId,
      clockAt,
      firstDay: costSync.firstDay,
      retryAt: costSync.retryAt,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(costSync, chargesOf)
    .where(readable(identityId));
  const days = await db
    .select({
      workspaceId: chargeDay.workspaceId,
      accountId: chargeDay.accountId,
      day: chargeDay.day,
      readBeganAt: chargeDay.readBeganAt,
      triedAt: chargeDay.triedAt,
      failed: sql<boolean>`${chargeDay.problem} IS NOT NULL`,
    })
    .from(chargeDay)
    .innerJoin(
      account,
      and(eq(account.workspaceId, chargeDay.workspaceId), eq(account.id, chargeDay.accountId)),
    )
    .where(identityId === undefined ? undefined : eq(account.identityId, identityId));
  const progress = new Map(
    accounts.map((one): [string, AccountProgress] => [
      `${one.workspaceId} ${one.accountId}`,
      { ...one, days: [] },
    ]),
  );
  for (const day of days) progress.get(`${day.workspaceId} ${day.accountId}`)?.days.push(day);
  return [...progress.values()];
}

/** Where history begins for this account; it may only move back. */
export async function noteFirstDay(db: Db, at: AccountRef, firstDay: string): Promise<void> {
  await db
    .insert(costSync)
    .values({ workspaceId: at.workspaceId, accountId: at.accountId, what: 'charges', firstDay })
    .onConflictDoUpdate({
      target: KEY,
      set: { firstDay: sql`least(${costSync.firstDay}, excluded.first_day)` },
    });
}
