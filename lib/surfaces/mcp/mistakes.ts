/** A problem as an agent can use it: what was wrong, whether to try again, and what to do instead. */
import { type Again, type Problem, statusOf } from '@/lib/vast/problem';
import type { FieldIssue, Json } from './tool';
import { cleanText } from './untrusted';

/** Whether the very same call may succeed later, never, or only changed. */
const RETRY: Record<Again, string> = { yes: 'later', 'after-change': 'changed', no: 'never' };

const FIX: Record<Again, string> = {
  yes: 'Wait a little, then make the same call again.',
  'after-change': 'Change what the message names, then call again.',
  no: 'Don’t repeat it. Look at what is there, or ask a person.',
};

/** What helps for certain, by the problem's code. */
const NEXT: Record<string, string> = {
  'vast.offer_gone': 'Search offers again and plan another one.',
  plan_stale: 'Call again without plan_id for a new plan, and look at what changed.',
  'plan.expired': 'Call again without plan_id for a new plan.',
  'plan.not_found': 'Call again without plan_id for a new plan.',
  'plan.used': 'Call again without plan_id for a new plan.',
  'rent.team_needed': 'Give team: get_context lists those there are.',
  'rest.account_needed': 'Give account: one of those named.',
  'gateway.instance_not_found': 'List instances to see which there are.',
  'limit.exceeded': 'Choose a cheaper offer or an earlier end, stop something, or ask a person for more.',
  'agents.stopped': 'Stop, and tell the person you work for.',
};

export function mistakeOf(
  problem: Problem,
  more: { issues?: readonly FieldIssue[]; fix?: string } = {},
): Json {
  const { code, say, again, vastSays, facts } = problem;
  const { issues, fix } = more;
  const wait = facts?.retryAfterS;
  return {
    code,
    message: cleanText(say),
    retry: RETRY[again],
    fix: fix ?? NEXT[code] ?? fixOf(issues) ?? FIX[again],
    ...(statusOf(problem) === 429 && wait ? { retry_after_s: wait } : {}),
    ...(vastSays ? { vast_says: cleanText(vastSays) } : {}),
    ...(issues ? { errors: issues } : {}),
  };
}

const fixOf = (issues: readonly FieldIssue[] | undefined): string | undefined =>
  issues && issues.length > 0
    ? `Give ${issues.map(({ field, why }) => `${field} (${why})`).join(', ')} as the tool’s inputSchema says.`
    : undefined;
