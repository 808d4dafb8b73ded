/** A plan as it stands: what it was asked for, how far it is, and whether it may be run. */
import { and, eq } from 'drizzle-orm';
import { type Actor, tokenOf } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { agentPlan } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { seal, unseal } from '../seal';

export type AgentPlan = typeof agentPlan.$inferSelect;

/** How long a plan is good, and from its approval on once more. */
export const PLAN_MS = 30 * 60_000;

/** The exact arguments. */
export interface PlanArguments {
  input: Record<string, unknown>;
  teamId: string | null;
  /** For a rent: from the moment it is run. */
  leaseHours: number | null;
}

const boundTo = (workspaceId: string, id: string) => `${workspaceId}/plan/${id}`;

export const sealArguments = (key: Buffer, workspaceId: string, id: string, given: PlanArguments): string =>
  seal(JSON.stringify(given), key, boundTo(workspaceId, id));

/** Null when they were sealed under another secret key. */
export function argumentsOf(key: Buffer, plan: AgentPlan): PlanArguments | null {
  const text = unseal(plan.inputSealed, key, boundTo(plan.workspaceId, plan.id));
  return text === null ? null : (JSON.parse(text) as PlanArguments);
}

export const leaseEnd = (hours: number | null, now: Date): Date | undefined =>
  hours === null ? undefined : new Date(now.getTime() + hours * 3_600_000);

export const isPlan = (workspaceId: string, id: string) =>
  and(eq(agentPlan.workspaceId, workspaceId), eq(agentPlan.id, id));

/** One of the actor's own token; another's isn't found. */
export async function ownPlan(db: Tx, actor: Actor, id: string): Promise<AgentPlan | undefined> {
  const token = tokenOf(actor);
  if (!token || !isUuid(id)) return undefined;
  const [plan] = await db
    .select()
    .from(agentPlan)
    .where(and(isPlan(actor.workspaceId, id), eq(agentPlan.tokenId, token.id)));
  return plan;
}
