/**
 * The journal of what Gantry means to do. An intent is committed before Vast.ai hears of it and closed by whoever
 * learns the outcome first: the caller, or the resolver when the caller never heard.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { usd } from '@/lib/money';
import type { Actor } from '@/lib/policy/actor';
import type { Db, Tx } from '@/lib/store/db';
import { intent } from '@/lib/store/schema';
import { type Operation, redact } from '@/lib/vast/operation';
import type { Problem } from '@/lib/vast/problem';
import { asking } from './asking';

/**
 * When the first look-up happens after an answer got lost. A rent that Vast.ai took is listed within a second or
 * two; asking at once would mostly find nothing.
 */
export const FIRST_LOOKUP_MS = 3_000;

export type Intent = typeof intent.$inferSelect;

export interface NewIntent {
  op: Operation;
  accountId: string;
  input: unknown;
  actor: Actor;
  contractId?: number | undefined;
  idempotencyKey?: string | undefined;
  requestHash?: string | undefined;
  reserveHourUsd?: string | undefined;
  plan?: Record<string, unknown> | undefined;
  sealed?: string | undefined;
  at: Date;
}

/** The new intent, or the one that already carries this idempotency key. */
export async function openIntent(db: Tx, given: NewIntent): Promise<{ intent: Intent; fresh: boolean }> {
  const [fresh] = await db
    .insert(intent)
    .values({
      workspaceId: given.actor.workspaceId,
      accountId: given.accountId,
      operation: given.op.name,
      actor: asking(given.actor),
      input: redact(given.input, given.op.secretInput),
      contractId: given.contractId ?? null,
      idempotencyKey: given.idempotencyKey ?? null,
      requestHash: given.requestHash ?? null,
      reservedHourUsd: given.reserveHourUsd === undefined ? null : usd(given.reserveHourUsd),
      plan: given.plan ?? null,
      sealed: given.sealed ?? null,
      openedAt: given.at,
    })
    .onConflictDoNothing()
    .returning();
  if (fresh) return { intent: fresh, fresh: true };
  const known = await intentOfKey(db, given.actor.workspaceId, given.idempotencyKey);
  if (!known) throw new Error('an intent conflicted with none');
  return { intent: known, fresh: false };
}

/** What an earlier run under this key meant to do. */
export async function intentOfKey(
  db: Tx,
  workspaceId: string,
  key: string | undefined,
): Promise<Intent | undefined> {
  if (key === undefined) return undefined;
  const [known] = await db
    .select()
    .from(intent)
    .where(and(eq(intent.workspaceId, workspaceId), eq(intent.idempotencyKey, key)));
  return known;
}

const ofIntent = (i: Pick<Intent, 'workspaceId' | 'id'>) =>
  and(eq(intent.workspaceId, i.workspaceId), eq(intent.id, i.id));

/**
 * From here on silence means unknown; `before` is what stood at Vast.ai until then. False when somebody closed the
 * intent while it waited for its turn.
 */
export async function markSent(
  db: Db,
  i: Intent,
  before: readonly string[] | null,
  at: Date,
): Promise<boolean> {
  const marked = await db
    .update(intent)
    .set({ sentAt: at, before })
    .where(and(ofIntent(i), eq(intent.state, 'open')))
    .returning({ id: intent.id });
  return marked.length === 1;
}

export type Closing =
  | { state: 'done'; output: unknown; contractId?: number | null }
  | { state: 'refused'; problem: Problem }
  | { state: 'unknown'; problem: Problem; nextLookupAt: Date };

/** Closes an unsettled intent. False when it was settled already: the first to know is right, and says so once. */
export async function closeIntent(tx: Tx, i: Intent, closing: Closing, at: Date): Promise<boolean> {
  const settled = closing.state !== 'unknown';
  const closed = await tx
    .update(intent)
    .set({
      state: closing.state,
      output: closing.state === 'done' ? closing.output : null,
      problem: closing.state === 'done' ? null : closing.problem,
      ...(closing.state === 'done' && closing.contractId != null ? { contractId: closing.contractId } : {}),
      ...(closing.state === 'unknown'
        ? { nextLookupAt: closing.nextLookupAt }
        : { nextLookupAt: null, sealed: null }),
      closedAt: settled ? at : null,
    })
    .where(and(ofIntent(i), inArray(intent.state, settled ? ['open', 'unknown'] : ['open'])))
    .returning({ id: intent.id });
  return closed.length === 1;
}

/** Notes a look-up that found no trace; the first one's moment is kept. */
export async function noteAbsence(tx: Tx, i: Intent, at: Date, nextLookupAt: Date): Promise<void> {
  await tx
    .update(intent)
    .set({
      lookups: sql`${intent.lookups} + 1`,
      absentSince: sql`coalesce(${intent.absentSince}, ${at.toISOString()}::timestamptz)`,
      nextLookupAt,
    })
    .where(ofIntent(i));
}

/** Nothing that Gantry does finds out what became of it: a person is asked, and told why. */
export async function leaveToPerson(tx: Tx, i: Intent, problem: Problem, nextLookupAt: Date): Promise<void> {
  await tx.update(intent).set({ problem, nextLookupAt }).where(ofIntent(i));
}

/** A look-up that itself failed says nothing about the intent. */
export async function postponeLookup(tx: Tx, i: Intent, nextLookupAt: Date): Promise<void> {
  await tx.update(intent).set({ nextLookupAt }).where(ofIntent(i));
}
