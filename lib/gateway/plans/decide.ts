/**
 * A person's word on an agent's plan: only somebody signed in who may do the same themselves, on the very numbers they
 * saw. Approving weighs it again; what moved meanwhile is shown first and approved after.
 */
import { publish } from '@/lib/live/publish';
import { type Actor, personOf, sightOfActor, tokenOf } from '@/lib/policy/actor';
import { driftBetween, driftSentence } from '@/lib/policy/drift';
import { standingOf } from '@/lib/policy/plan-standing';
import { seesTeam } from '@/lib/policy/sight';
import { record } from '@/lib/store/audit';
import { tellEvent } from '@/lib/store/events';
import { agentPlan } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import type { Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { unseenRefusal } from '../known-instances';
import { inPersonRefusal, refusalFor } from '../permit';
import type { Gateway, GatewayPorts } from '../types';
import { type AgentPlan, argumentsOf, isPlan, PLAN_MS } from './plan';
import { planNotFound, planNotWaiting, planStale, planUnreadable } from './problems';
import { weighAgain } from './run';

export interface Decision {
  planId: string;
  decision: 'approved' | 'refused';
  /** `weighedAt` of what the person saw. */
  weighedAt: Date;
}

export async function decidePlan(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  given: Decision,
): Promise<Result<void>> {
  const found = await decidable(ports, actor, given.planId);
  if (!found.ok) return found;
  const { plan, op } = found.value;
  if (given.decision === 'refused') return write(ports, actor, plan, { decision: 'refused' });
  if (plan.weighedAt.getTime() !== given.weighedAt.getTime()) {
    return fail(planStale({ difference: 'it was weighed anew since it was shown' }));
  }
  const sealed = argumentsOf(ports.secretKey, plan);
  if (!sealed) return fail(planUnreadable());
  const weighed = await weighAgain(ports, gateway, plan.actor as Actor, plan, op, sealed);
  if (weighed.kind !== 'done') return fail(weighed.problem);
  const { weight } = weighed.value;
  const drift = driftBetween(plan.weight.state, weight.state);
  const at = ports.now();
  if (drift.length > 0) {
    await ports.db.update(agentPlan).set({ weight, weighedAt: at }).where(isPlan(plan.workspaceId, plan.id));
    return fail(planStale({ difference: driftSentence(drift) }));
  }
  const expiresAt = new Date(at.getTime() + PLAN_MS);
  return write(ports, actor, plan, { decision: 'approved', weight, weighedAt: at, expiresAt });
}

/** The waiting plan, when this person may do what it plans. */
async function decidable(
  ports: GatewayPorts,
  actor: Actor,
  planId: string,
): Promise<Result<{ plan: AgentPlan; op: Operation }>> {
  const { db, now, secretKey } = ports;
  if (tokenOf(actor) || actor.kind !== 'person' || actor.via !== 'page') return fail(inPersonRefusal(actor));
  const [plan] = isUuid(planId)
    ? await db.select().from(agentPlan).where(isPlan(actor.workspaceId, planId))
    : [];
  const op = plan && operationByName.get(plan.operation);
  if (!plan || !op) return fail(planNotFound());
  const sealed = argumentsOf(secretKey, plan);
  if (!sealed) return fail(planUnreadable());
  const input = op.input.parse(sealed.input);
  const refused =
    refusalFor(op, input as never, actor, plan.accountId) ??
    (await unseenRefusal(db, actor, plan.accountId, op, input)) ??
    (plan.teamId === null || seesTeam(sightOfActor(actor), plan.teamId) ? null : planNotFound());
  if (refused) {
    await record(db, actor, {
      at: now(),
      action: 'plan.approved',
      result: 'refused',
      sentence: `wanted to decide what an agent planned: ${plan.weight.says}`,
      detail: { problem: refused, planId: plan.id },
    });
    return fail(refused);
  }
  return standingOf(plan, now()) === 'waiting' ? ok({ plan, op }) : fail(planNotWaiting());
}

async function write(
  { db, now }: GatewayPorts,
  actor: Actor,
  plan: AgentPlan,
  decided: Partial<typeof agentPlan.$inferInsert> & Pick<Decision, 'decision'>,
): Promise<Result<void>> {
  const at = now();
  return db.transaction(async (tx) => {
    const [locked] = await tx.select().from(agentPlan).where(isPlan(plan.workspaceId, plan.id)).for('update');
    const overtaken = stillAsShown(locked, plan, at);
    if (overtaken) return fail(overtaken);
    await tx
      .update(agentPlan)
      .set({ ...decided, decidedAt: at, decidedBy: personOf(actor) })
      .where(isPlan(plan.workspaceId, plan.id));
    await record(tx, actor, {
      at,
      action: `plan.${decided.decision}`,
      result: 'done',
      accountId: plan.accountId,
      contractId: plan.contractId,
      sentence: `${decided.decision} what an agent planned: ${plan.weight.says}`,
      detail: { planId: plan.id, asked: (plan.actor as Actor).name, reason: plan.reason },
    });
    await tellEvent(tx, plan.workspaceId, {
      type: 'approval.decided',
      at,
      data: { plan_id: plan.id, operation: plan.operation, decision: decided.decision, by: actor.name },
    });
    await publish(tx, plan.workspaceId, ['agents', 'activity']);
    return ok(undefined);
  });
}

function stillAsShown(locked: AgentPlan | undefined, plan: AgentPlan, at: Date): Problem | null {
  if (!locked || standingOf(locked, at) !== 'waiting') return planNotWaiting();
  return locked.weighedAt.getTime() === plan.weighedAt.getTime()
    ? null
    : planStale({ difference: 'it was weighed anew since it was shown' });
}
