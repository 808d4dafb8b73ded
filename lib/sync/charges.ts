/** A day's charges into the ledger: read whole, then written in one transaction. */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { startOf } from '@/lib/ledger/days';
import { contentOf, type DayReading, readDay } from '@/lib/ledger/lines';
import { reviseDay } from '@/lib/ledger/revisions';
import { publish } from '@/lib/live/publish';
import type { Db, Tx } from '@/lib/store/db';
import { book } from '@/lib/store/ledger-allocation';
import { type AccountDay, appendRevisions, currentLines, ensureMonth } from '@/lib/store/ledger-lines';
import { lockDay } from '@/lib/store/ledger-locks';
import { contractDays } from '@/lib/store/ledger-rollups';
import { chargeDay, contractDay } from '@/lib/store/schema';
import type { Problem } from '@/lib/vast/problem';
import { type AccountRef, type ReadPorts, readChargeDay } from './charges-read';
import { knownClock, noteClock, noteDayFailure, noteFailure } from './charges-state';
import { clockRanBack, dayUnsettled } from './problems';

export interface SyncPorts extends ReadPorts {
  db: Db;
  /** This server's clock. */
  now: () => Date;
}

export type DaySync =
  | { kind: 'synced'; revisions: number; contracts: number; at: Date }
  /** Another reading was stored meanwhile, and may be newer; this one was dropped. */
  | { kind: 'overtaken' }
  /** The day hasn't begun on the account's clock. */
  | { kind: 'ahead' }
  /** `account`: nothing of this account can be read at present; `day`: only this day. */
  | { kind: 'failed'; of: 'account' | 'day'; problem: Problem };

export async function syncChargeDay(ports: SyncPorts, account: AccountRef, day: string): Promise<DaySync> {
  const { db, now } = ports;
  const at = { ...account, day };
  const version = await versionOf(db, at);
  // A reading began no earlier than the reply before it was stamped, however fast or slow anybody's clock runs.
  const beganAt = await knownClock(db, account);
  const read = await readChargeDay(ports, account, day);
  switch (read.kind) {
    case 'ahead': {
      await noteClock(db, account, read.at);
      // Only the first question, before the clock is known, may be about a day to come.
      if (beganAt !== null) {
        const problem = clockRanBack({ day, clock: read.at.toISOString() });
        await noteDayFailure(db, at, problem, now());
      }
      return { kind: 'ahead' };
    }
    case 'unsettled': {
      const problem = dayUnsettled({ day });
      await noteDayFailure(db, at, problem, now());
      return { kind: 'failed', of: 'day', problem };
    }
    case 'failed':
      await noteFailure(db, account, 'charges', read.problem, now());
      return { kind: 'failed', of: 'account', problem: read.problem };
    case 'read': {
      const reading = readDay(read.rows);
      await ensureMonth(db, day);
      return db.transaction(async (tx) => {
        await noteClock(tx, account, read.at);
        const revisions = await storeDay(tx, at, reading, { version, beganAt, now: now() });
        return revisions === null
          ? { kind: 'overtaken' }
          : { kind: 'synced', revisions, contracts: reading.contracts, at: read.at };
      });
    }
  }
}

const ofDay = (at: AccountDay) =>
  and(
    eq(chargeDay.workspaceId, at.workspaceId),
    eq(chargeDay.accountId, at.accountId),
    eq(chargeDay.day, at.day),
  );

/** PostgreSQL's own mark of who last wrote the row: it tells without any clock whether somebody has since. */
async function versionOf(tx: Tx, at: AccountDay): Promise<string | null> {
  const [row] = await tx.select({ version: sql<string>`xmin::text` }).from(chargeDay).where(ofDay(at));
  return row?.version ?? null;
}

/** Writes a reading of a day; returns how many revisions it brought, or null when another reading came between. */
async function storeDay(
  tx: Tx,
  at: AccountDay,
  reading: DayReading,
  { version, beganAt, now }: { version: string | null; beganAt: Date | null; now: Date },
): Promise<number | null> {
  await lockDay(tx, at.workspaceId, at.accountId, at.day);
  if ((await versionOf(tx, at)) !== version) return null;
  const [stored] = await tx.select().from(chargeDay).where(ofDay(at));

  const contentHash = createHash('sha256').update(contentOf(reading.lines)).digest('hex');
  const unchanged = stored?.contentHash === contentHash;
  const revisions = unchanged ? [] : reviseDay(await currentLines(tx, at), reading.lines);
  await appendRevisions(tx, at, revisions, now);

  // Also when no amount changed: a label or an assignment may have become known since.
  const which = and(eq(contractDay.accountId, at.accountId), eq(contractDay.day, at.day));
  const moved = await book(
    tx,
    at.workspaceId,
    await contractDays(tx, at.workspaceId, which),
    revisions.map((revision) => ({ accountId: at.accountId, day: at.day, revision })),
  );

  const { contracts, total, mismatches } = reading;
  const readBeganAt = beganAt ?? startOf(at.day);
  const read = { contentHash, contracts, total, mismatches, readBeganAt, triedAt: now, problem: null };
  const revisedAt = revisions.length > 0 ? now : (stored?.revisedAt ?? null);
  await tx
    .insert(chargeDay)
    .values({ ...at, ...read, revisedAt })
    .onConflictDoUpdate({
      target: [chargeDay.workspaceId, chargeDay.accountId, chargeDay.day],
      set: { ...read, revisedAt },
    });
  if (moved > 0) await publish(tx, at.workspaceId, ['costs']);
  return revisions.length;
}
