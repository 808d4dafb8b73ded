import { lockSpending } from '@/lib/store/commitments';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { type Intent, intentOfKey, type NewIntent, openIntent } from './intents';
import { spendingRefusal, unweighedRefusal } from './limits';
import type { RentPlan } from './settle';
import type { GatewayPorts } from './types';

/**
 * Writes the intent down, and with it the money it may spend: in one transaction with the look at the limits, so
 * that what was free when it was decided is still free when it is taken.
 */
export async function reserve(
  { db }: Pick<GatewayPorts, 'db'>,
  given: NewIntent & { plan?: RentPlan | undefined; spends: boolean },
): Promise<Result<{ intent: Intent; fresh: boolean }>> {
  const { actor, accountId, plan, contractId, reserveHourUsd, idempotencyKey, spends, at } = given;
  if (reserveHourUsd === undefined) {
    const earlier = await intentOfKey(db, actor.workspaceId, idempotencyKey);
    const target = contractId === undefined ? undefined : { accountId, contractId };
    const unweighed = spends && !earlier ? await unweighedRefusal(db, actor, target) : null;
    return unweighed ? fail(unweighed) : ok(await openIntent(db, given));
  }
  return db.transaction(async (tx) => {
    await lockSpending(tx, actor.workspaceId);
    // The same act again is the same act: its money is reserved already.
    const earlier = await intentOfKey(tx, actor.workspaceId, idempotencyKey);
    if (earlier) return ok({ intent: earlier, fresh: false });
    const spend = { accountId, plan, contractId: contractId ?? undefined, hourUsd: reserveHourUsd };
    const over = await spendingRefusal(tx, actor, spend, at);
    return over ? fail(over) : ok(await openIntent(tx, given));
  });
}
