/** Using a plan up: once, while it is good, in the transaction that writes down what is meant. */
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { type Actor, tokenOf } from '@/lib/policy/actor';
import { isPlanned } from '@/lib/policy/allowance';
import type { Tx } from '@/lib/store/db';
import { agentPlan } from '@/lib/store/schema';
import type { Effect } from '@/lib/vast/operation';
import { isPlan } from './plan';

export interface ClaimedPlan {
  id: string;
  /** A person agreed: the token's own ceilings don't hold it. */
  approved: boolean;
}

/** Whoever comes through the agents' door does nothing of weight in one call, whatever its arguments say. */
export const planNeededFor = (actor: Actor, effect: Effect): boolean =>
  actor.kind !== 'rule' && actor.via === 'mcp' && isPlanned(effect);

/** False when it is no longer there to be used: somebody was first, it expired, or a person has to agree. */
export async function claimPlan(
  tx: Tx,
  actor: Actor,
  { id, approved }: ClaimedPlan,
  at: Date,
): Promise<boolean> {
  const claimed = await tx
    .update(agentPlan)
    .set({ usedAt: at })
    .where(
      and(
        isPlan(actor.workspaceId, id),
        eq(agentPlan.tokenId, tokenOf(actor)?.id ?? ''),
        isNull(agentPlan.usedAt),
        gt(agentPlan.expiresAt, at),
        approved
          ? eq(agentPlan.decision, 'approved')
          : and(isNull(agentPlan.beyond), or(isNull(agentPlan.decision), eq(agentPlan.decision, 'approved'))),
      ),
    )
    .returning({ id: agentPlan.id });
  return claimed.length === 1;
}
