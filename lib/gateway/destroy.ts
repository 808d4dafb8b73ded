/**
 * Destroying takes a typed name and ten seconds in which it can be taken back. The wait lives in the database: a
 * closed tab doesn't stop it, another tab can take it back, and a restart neither forgets nor hastens it.
 */
import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { inContext, newRequestId } from '@/lib/log/context';
import { type Actor, sightOfActor } from '@/lib/policy/actor';
import { destroyPhrase } from '@/lib/policy/destroy-phrase';
import { record } from '@/lib/store/audit';
import { deferredAct } from '@/lib/store/schema';
import { contractInSight } from '@/lib/store/sight';
import { operations } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { asking } from './asking';
import { knownInstances } from './known-instances';
import { permissionRefusal } from './permit';
import { instanceNotFound, labelDiffers, takeBackOver } from './problems';
import type { Gateway, GatewayPorts, Outcome } from './types';

export const TAKE_BACK_MS = 10_000;

export interface Target {
  accountId: string;
  contractId: number;
}

export interface WaitingDestroy extends Target {
  id: string;
  label: string | null;
  dueAt: Date;
}

export async function requestDestroy(
  { db, now }: GatewayPorts,
  actor: Actor,
  wanted: { targets: Target[]; typed: string },
): Promise<Result<{ acts: WaitingDestroy[] }>> {
  const refused = permissionRefusal(actor, 'instances.destroy');
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const rows = await knownInstances(tx, actor, wanted.targets);
    if (rows.length === 0 || rows.length !== wanted.targets.length) return fail(instanceNotFound());
    const phrase = destroyPhrase(rows);
    if (wanted.typed.trim() !== phrase) return fail(labelDiffers({ expected: phrase }));

    const at = now();
    const acts: WaitingDestroy[] = [];
    for (const row of rows) {
      const [act] = await tx
        .insert(deferredAct)
        .values({
          workspaceId: actor.workspaceId,
          accountId: row.accountId,
          contractId: row.contractId,
          operation: operations.destroyInstance.name,
          actor: asking(actor),
          requestedAt: at,
          dueAt: new Date(at.getTime() + TAKE_BACK_MS),
        })
        .returning();
      if (act)
        acts.push({
          id: act.id,
          accountId: row.accountId,
          contractId: row.contractId,
          label: row.label,
          dueAt: act.dueAt,
        });
    }
    await publish(tx, actor.workspaceId, ['instances', 'activity']);
    return ok({ acts });
  });
}

export async function takeBack(
  { db, now }: GatewayPorts,
  actor: Actor,
  ids: string[],
): Promise<Result<{ takenBack: number }>> {
  const refused = permissionRefusal(actor, 'instances.destroy');
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const back = await tx
      .update(deferredAct)
      .set({ state: 'taken_back' })
      .where(
        and(
          eq(deferredAct.workspaceId, actor.workspaceId),
          inArray(deferredAct.id, ids),
          eq(deferredAct.state, 'waiting'),
          contractInSight(sightOfActor(actor), deferredAct),
        ),
      )
      .returning();
    if (back.length === 0) return fail(takeBackOver());
    for (const act of back) {
      await record(tx, actor, {
        at: now(),
        action: 'destroy.taken_back',
        result: 'done',
        accountId: act.accountId,
        contractId: act.contractId,
        sentence: `took back the destroy of instance ${act.contractId}`,
      });
    }
    await publish(tx, actor.workspaceId, ['instances', 'activity']);
    return ok({ takenBack: back.length });
  });
}

/**
 * Performs what is due. A row is claimed before the call, so that two workers don't both call; if one dies between
 * claim and call, the row is claimed again: destroying twice is harmless, and its intent carries the act's id.
 */
export async function performDueDestroys({ db, now }: GatewayPorts, gateway: Gateway): Promise<number> {
  const abandonedBefore = new Date(now().getTime() - 120_000);
  const due = await db
    .update(deferredAct)
    .set({ state: 'started' })
    .where(
      or(
        and(eq(deferredAct.state, 'waiting'), lte(deferredAct.dueAt, now())),
        and(
          eq(deferredAct.state, 'started'),
          isNull(deferredAct.intentId),
          lte(deferredAct.dueAt, abandonedBefore),
        ),
      ),
    )
    .returning();
  await Promise.all(
    due.map(async (act) => {
      const actor = act.actor as Actor;
      // Vast.ai and the log hear of it as of the request in which somebody asked for it.
      const outcome = await inContext({ requestId: actor.requestId ?? newRequestId() }, () =>
        gateway.run(operations.destroyInstance, act.accountId, { id: act.contractId }, actor, {
          contractId: act.contractId,
          // One key an attempt: a second claim of the same attempt sends nothing.
          idempotencyKey: `deferred/${act.id}/${act.dueAt.toISOString()}`,
          deadlineMs: 300_000,
        }),
      );
      await db
        .update(deferredAct)
        .set(afterAttempt(outcome, now()))
        .where(and(eq(deferredAct.workspaceId, act.workspaceId), eq(deferredAct.id, act.id)));
    }),
  );
  return due.length;
}

const AGAIN_AFTER_MS = 15_000;

/** A refusal that trying again can help is tried again: what somebody asked to destroy must not go on billing. */
function afterAttempt(outcome: Outcome<unknown>, now: Date): Partial<typeof deferredAct.$inferInsert> {
  if (outcome.kind === 'done') return { state: 'done', intentId: outcome.intentId ?? null, problem: null };
  if (outcome.kind === 'unknown')
    return { state: 'done', intentId: outcome.intentId, problem: outcome.problem };
  return outcome.problem.again === 'yes'
    ? { state: 'waiting', dueAt: new Date(now.getTime() + AGAIN_AFTER_MS), problem: outcome.problem }
    : { state: 'refused', intentId: outcome.intentId ?? null, problem: outcome.problem };
}
