/** Arguments that are Gantry's and not the operation's. */
import { z } from 'zod';
import { LEASE_HOURS, LEASE_HOURS_MAX } from '@/lib/policy/allowance';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { pagingOf } from '../rest/pages';
import type { FieldIssue, Json } from './tool';

const text = (description: string): Json => ({ type: 'string', description });

export const REASON = text('Why, in a sentence: for the audit and whoever approves.');
export const PLAN_ID = text('Of the plan that the first call answered: runs it, once.');
export const ACCOUNT = text('Vast.ai account, by name or id.');
export const TEAM = text('Team it is for, by name or id.');
export const LEASE: Json = {
  type: 'number',
  maximum: LEASE_HOURS_MAX,
  description: `Hours until Gantry destroys it; ${LEASE_HOURS} if not said.`,
};
const FIELDS: Json = { type: 'array', items: { type: 'string' }, description: 'Only these fields.' };
const CURSOR = text('truncated.next of the page before.');
const LIMIT: Json = { type: 'integer', minimum: 1, description: 'Rows at most.' };

/** Those that an operation's tool takes beside its own. */
export function oursFor(op: Operation): Record<string, Json> {
  const effect = worstEffect(op);
  if (effect === 'reads') {
    const paging = pagingOf(op);
    return {
      account: ACCOUNT,
      fields: FIELDS,
      ...(paging === 'first-page' ? {} : { cursor: CURSOR }),
      ...(paging === 'whole' ? { limit: LIMIT } : {}),
    };
  }
  return {
    account: ACCOUNT,
    ...(op.name === operations.rentOffer.name ? { team: TEAM, lease_hours: LEASE } : {}),
    ...(effect === 'writes' ? {} : { plan_id: PLAN_ID }),
    reason: REASON,
  };
}

const Ours = z.object({
  account: z.string().max(200).optional(),
  team: z.string().max(200).optional(),
  plan_id: z.string().max(64).optional(),
  lease_hours: z.number().positive().max(LEASE_HOURS_MAX).optional(),
  reason: z.string().max(1000).optional(),
  fields: z.array(z.string().max(200)).max(100).optional(),
  cursor: z.string().max(4000).optional(),
  limit: z.int().positive().max(100_000).optional(),
});
export type Ours = z.output<typeof Ours>;

/** What is Gantry's, and what is left for the operation. */
export function apart(op: Operation, args: Json): { ours: Ours; input: Json; issues: readonly FieldIssue[] } {
  const names = oursFor(op);
  const entries = Object.entries(args);
  const read = Ours.safeParse(Object.fromEntries(entries.filter(([name]) => name in names)));
  return {
    ours: read.success ? read.data : {},
    input: Object.fromEntries(entries.filter(([name]) => !(name in names))),
    issues: read.success
      ? []
      : read.error.issues.map((issue) => ({ field: issue.path.join('.'), why: issue.message })),
  };
}
