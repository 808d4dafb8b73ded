/** How far an agent's plan is. */
export type Standing = 'ready' | 'waiting' | 'refused' | 'expired' | 'used';

export interface PlanFacts {
  usedAt: Date | null;
  decision: 'approved' | 'refused' | null;
  expiresAt: Date;
  /** Why a person has to agree; null: nobody has to. */
  beyond: string | null;
}

export function standingOf(plan: PlanFacts, now: Date): Standing {
  if (plan.usedAt) return 'used';
  if (plan.decision === 'refused') return 'refused';
  if (plan.expiresAt <= now) return 'expired';
  return plan.beyond !== null && plan.decision === null ? 'waiting' : 'ready';
}
