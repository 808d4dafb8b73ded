import { lockSpending } from '@/lib/store/commitments';
import type { Tx } from '@/lib/store/db';
import type { Effect } from '@/lib/vast/operation';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { type Intent, intentOfKey, type NewIntent, openIntent } from './intents';
import { spendingRefusal, unweighedRefusal } from './limits';
import { type ClaimedPlan, claimPlan, planNeededFor } from './plans/claim';
import { planNeeded, planUsed } from './plans/problems';
import type { RentPlan } from './settle';
import type { GatewayPorts } from './types';

type Given = NewIntent & {
  plan?: RentPlan | undefined;
  effect: Effect;
  /** What an agent planned before. */
  claims?: ClaimedPlan | undefined;
};

/**
 * Writes the intent down, and with it the money it may spend: in one transaction with the look at the limits, so
 * that what was free when it was decided is still free when it is taken. An agent's plan is used up in the same one.
 */
export async function reserve(
  { db }: Pick<GatewayPorts, 'db'>,
  given: Given,
): Promise<Result<{ intent: Intent; fresh: boolean }>> {
  const { actor, accountId, plan, contractId, reserveHourUsd, idempotencyKey, effect, claims, at } = given;
  if (planNeededFor(actor, effect) && !claims) return fail(planNeeded());
  const approved = claims?.approved ?? false;
  if (reserveHourUsd === undefined) {
    const earlier = await intentOfKey(db, actor.workspaceId, idempotencyKey);
    const target = contractId === undefined ? undefined : { accountId, contractId };
    const unweighed =
      effect === 'spends' && !earlier ? await unweighedRefusal(db, actor, target, { approved }) : null;
    if (unweighed) return fail(unweighed);
    return claims ? db.transaction((tx) => openClaimed(tx, given)) : ok(await openIntent(db, given));
  }
  return db.transaction(async (tx) => {
    await lockSpending(tx, actor.workspaceId);
    // The same act again is the same act: its money is reserved already.
    const earlier = await intentOfKey(tx, actor.workspaceId, idempotencyKey);
    if (earlier) return ok({ intent: earlier, fresh: false });
    const spend = { accountId, plan, contractId: contractId ?? undefined, hourUsd: reserveHourUsd };
    const over = await spendingRefusal(tx, actor, spend, at, { approved });
    return over ? fail(over) : openClaimed(tx, given);
  });
}

/** Of two calls with one plan the second finds what the first is doing. */
async function openClaimed(tx: Tx, given: Given): Promise<Result<{ intent: Intent; fresh: boolean }>> {
  const { actor, claims, idempotencyKey, at } = given;
  if (!claims || (await claimPlan(tx, actor, claims, at))) return ok(await openIntent(tx, given));
  const earlier = await intentOfKey(tx, actor.workspaceId, idempotencyKey);
  return earlier ? ok({ intent: earlier, fresh: false }) : fail(planUsed());
}
