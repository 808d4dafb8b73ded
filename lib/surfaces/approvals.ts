/** What agents wait for, as the person who is to decide sees it. */
import { permissionFor } from '@/lib/gateway/permit';
import type { Scope } from '@/lib/policy/actor';
import { may, permissions } from '@/lib/policy/roles';
import { type PlanRow, planById, waitingPlans } from '@/lib/queries/agent-plans';
import { type AgentStanding, agentStanding } from '@/lib/queries/api-tokens';
import { db } from '@/lib/queries/db';
import { operationByName } from '@/lib/vast/operations';

export interface Approval extends PlanRow {
  agent: AgentStanding;
  /** The right that deciding takes, where they lack it. */
  lacks: string | null;
}

/** Soonest to expire first. */
export async function approvalsFor(scope: Scope, now: Date): Promise<Approval[]> {
  const plans = await waitingPlans(db(), scope, now);
  const ids = [...new Set(plans.map(({ tokenId }) => tokenId))];
  const standings = new Map(
    await Promise.all(ids.map(async (id) => [id, await agentStanding(db(), scope, id, now)] as const)),
  );
  return plans.flatMap((plan) => {
    const agent = standings.get(plan.tokenId);
    return agent ? { ...plan, agent, lacks: lackedBy(scope, plan) } : [];
  });
}

/** Null when it isn't there for them. */
export async function approvalFor(scope: Scope, id: string, now: Date): Promise<Approval | null> {
  const plan = await planById(db(), scope, id, now);
  if (!plan) return null;
  return {
    ...plan,
    agent: await agentStanding(db(), scope, plan.tokenId, now),
    lacks: lackedBy(scope, plan),
  };
}

/** As the gateway will ask; it alone refuses. */
function lackedBy({ role }: Scope, { operation, effect }: PlanRow): string | null {
  const op = operationByName.get(operation);
  const need = op && permissionFor(op, effect);
  return need === undefined || may(role, need) ? null : permissions[need].toLowerCase();
}
