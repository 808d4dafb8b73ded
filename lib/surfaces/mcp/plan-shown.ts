/** A plan as the agent that made it reads it. */
import type { AgentPlan } from '@/lib/gateway/plans/plan';
import { exact, round, usd } from '@/lib/money';
import type { Json } from './tool';

const dollars = (text: string | null): string | null => (text === null ? null : exact(round(usd(text), 6)));

export function planShown(plan: AgentPlan, url: string): Json {
  const { weight } = plan;
  return {
    plan_id: plan.id,
    operation: plan.operation,
    arguments: plan.input,
    account: plan.accountId,
    effects: `${plan.effect}: ${weight.says}`,
    usd_per_hour: dollars(weight.hourUsd),
    usd_to_lease_end: dollars(weight.toEndUsd),
    usd_once: dollars(weight.onceUsd),
    lease_ends_at: weight.endsAt,
    lost: weight.lost,
    weighed_by: weight.state,
    expires_at: plan.expiresAt.toISOString(),
    ...(plan.beyond === null
      ? {}
      : { approval_id: plan.id, approve_url: approveUrl(url, plan.id), why_approval: plan.beyond }),
  };
}

export const approveUrl = (url: string, id: string): string => `${url}/agents/approvals/${id}`;

/** What to do next, said once. */
export const nextStep = (plan: AgentPlan, url: string): string =>
  plan.beyond !== null && plan.decision !== 'approved'
    ? `Nothing was done. A person has to agree at ${approveUrl(url, plan.id)} (${plan.beyond}) Give them that address; once they agreed, call this tool again with plan_id ${plan.id}.`
    : `Nothing was done yet. If that is what is wanted, call this tool again with plan_id ${plan.id} before ${plan.expiresAt.toISOString()}.`;
