import { problem } from '@/lib/vast/problem';

export const planNeeded = problem('plan.needed', {
  again: 'after-change',
  status: 409,
  say: () =>
    'What spends, destroys or grants takes two calls of an agent: the first answers a plan, the second carries its plan_id.',
});
export const planNotFound = problem('plan.not_found', {
  again: 'after-change',
  status: 404,
  say: () => 'There is no such plan of this token. Call without plan_id for a new one.',
});
export const planExpired = problem('plan.expired', {
  again: 'after-change',
  status: 409,
  say: () => 'This plan has expired; nothing was done. Call without plan_id for a new one.',
});
export const planRefused = problem<{ by: string }>('plan.refused', {
  again: 'no',
  status: 403,
  say: (p) => `${p.by} refused this plan; nothing was done. Don’t plan the same again without asking them.`,
});
export const planUsed = problem('plan.used', {
  again: 'no',
  status: 409,
  say: () => 'This plan was run or ended already. Each works once; call without plan_id for a new one.',
});
export const planStale = problem<{ difference: string }>('plan_stale', {
  again: 'after-change',
  status: 409,
  say: (p) =>
    `What was planned isn’t what would be done now: ${p.difference}. Nothing was done; plan it again and decide.`,
});
export const planNotWaiting = problem('plan.not_waiting', {
  again: 'no',
  status: 409,
  say: () => 'This plan no longer waits for anybody: it was decided, run, or has expired.',
});
export const planUnreadable = problem('plan.unreadable', {
  again: 'after-change',
  status: 409,
  say: () => 'This plan was sealed under another GANTRY_SECRET_KEY and can’t be opened. Plan it again.',
});
export const agentsStopped = problem<{ since: string }>('agents.stopped', {
  again: 'no',
  status: 403,
  say: (p) =>
    `A person stopped every agent of this workspace at ${p.since}. Nothing runs until somebody lets them act again.`,
});
