/** One operation as an agent asks for it: read, changed, planned, or run as planned. */
import type { Outcome } from '@/lib/gateway';
import { issuesIn } from '@/lib/gateway/malformed';
import { toPlain } from '@/lib/gateway/plain';
import { makePlan } from '@/lib/gateway/plans/make';
import { runPlan } from '@/lib/gateway/plans/run';
import { runWeighed } from '@/lib/gateway/weighed';
import { holderOf } from '@/lib/policy/actor';
import { isPlanned } from '@/lib/policy/allowance';
import { effectOf, type Given, type Operation, type Output } from '@/lib/vast/operation';
import { accountNamed, teamNamed } from '../rest/caller';
import { openCursor, type Position, sealCursor } from '../rest/cursor';
import { noteRead } from '../rest/note-read';
import { onlyFields, pageOf, pagingOf } from '../rest/pages';
import { cursorInvalid, inputMalformed } from '../rest/problems';
import type { Ours } from './ours';
import { type Answer, type Call, type FieldIssue, type Json, refused } from './tool';

export interface Asked {
  op: Operation;
  input: Json;
  ours: Ours;
  /** What is wrong with `ours`. */
  issues?: readonly FieldIssue[];
}

export async function act(call: Call, { op, input, ours, issues = [] }: Asked): Promise<Answer> {
  if (issues.length > 0) return malformed(issues);
  if (ours.plan_id !== undefined) return runAsPlanned(call, op, input, { ...ours, plan_id: ours.plan_id });
  const parsed = op.input.safeParse(input);
  if (!parsed.success) return malformed(issuesIn(op, parsed.error));
  const account = await accountNamed(call.ports.db, call.actor, ours.account);
  if (!account.ok) return refused(account.problem);
  const accountId = account.value;
  const effect = effectOf(op, parsed.data as never);
  if (effect === 'reads') return read(call, op, accountId, { input, ours });
  const team = await teamNamed(call.ports.db, call.actor, ours.team);
  if (!team.ok) return refused(team.problem);
  const { reason, lease_hours: leaseHours } = ours;
  if (isPlanned(effect)) {
    const asked = { op, effect, accountId, input, teamId: team.value, leaseHours, reason };
    const made = await makePlan(call.ports, call.gateway, call.actor, asked);
    return made.kind === 'done' ? { kind: 'plan', plan: made.value } : ended(op, made);
  }
  const actor = reason === undefined ? call.actor : { ...call.actor, grounds: { reason } };
  return ended(
    op,
    await runWeighed(call.ports, call.gateway, actor, { op, accountId, input: input as never }),
  );
}

function malformed(issues: readonly FieldIssue[]): Answer {
  const fields = issues.map(({ field, why }) => `${field}: ${why}`).join('; ');
  return { kind: 'refused', problem: inputMalformed({ fields }), issues };
}

async function runAsPlanned(
  call: Call,
  op: Operation,
  input: Json,
  ours: Ours & { plan_id: string },
): Promise<Answer> {
  const { db } = call.ports;
  const account = ours.account === undefined ? null : await accountNamed(db, call.actor, ours.account);
  if (account && !account.ok) return refused(account.problem);
  const team = await teamNamed(db, call.actor, ours.team);
  if (!team.ok) return refused(team.problem);
  const said = {
    op,
    accountId: account?.value,
    teamId: team.value,
    leaseHours: ours.lease_hours,
    input: Object.keys(input).length === 0 ? undefined : input,
  };
  const outcome = await runPlan(call.ports, call.gateway, call.actor, ours.plan_id, said);
  return outcome.kind === 'waiting' ? { kind: 'needs_approval', plan: outcome.plan } : ended(op, outcome);
}

function ended(op: Operation | undefined, outcome: Outcome<unknown>): Answer {
  switch (outcome.kind) {
    case 'done':
      return {
        kind: 'done',
        result: toPlain(outcome.value),
        ...(outcome.replayed && op?.shownOnce ? { alreadyShown: op.shownOnce } : {}),
      };
    case 'unknown':
      return { kind: 'unknown', problem: outcome.problem, intentId: outcome.intentId };
    case 'refused':
      return refused(outcome.problem);
  }
}

/** A plan by its number alone. */
export async function runByNumber(call: Call, planId: string): Promise<Answer> {
  const outcome = await runPlan(call.ports, call.gateway, call.actor, planId);
  return outcome.kind === 'waiting'
    ? { kind: 'needs_approval', plan: outcome.plan }
    : ended(undefined, outcome);
}

/** Asks Vast.ai something, and has it written down. */
export async function ask<O extends Operation>(
  call: Call,
  op: O,
  accountId: string,
  input: Given<O>,
): Promise<Outcome<Output<O>>> {
  const outcome = await runWeighed(call.ports, call.gateway, call.actor, { op, accountId, input });
  noteRead(call, call.actor, op, accountId, input, outcome);
  return outcome;
}

async function read(
  call: Call,
  op: Operation,
  accountId: string,
  { input, ours }: { input: Json; ours: Ours },
): Promise<Answer> {
  const bound = { operation: op.name, accountId, holder: holderOf(call.actor), input };
  const position = ours.cursor === undefined ? null : openCursor(call.secret, bound, ours.cursor);
  if (ours.cursor !== undefined && position === null) return refused(cursorInvalid());
  const asked = position && 'after' in position ? { ...input, after_token: position.after } : input;
  const outcome = await ask(call, op, accountId, asked as never);
  if (outcome.kind !== 'done') return ended(op, outcome);
  const plain: unknown = JSON.parse(JSON.stringify(toPlain(outcome.value) ?? null));
  const page = pageOf(op, plain, { limit: ours.limit ?? null, position });
  const sealed = (next: Position) => sealCursor(call.secret, bound, next);
  const skipped = position && 'skip' in position ? position.skip : 0;
  return {
    kind: 'done',
    result: ours.fields ? onlyFields(page.result, ours.fields) : page.result,
    next: page.next && sealed(page.next),
    nextAfter: (kept) => (pagingOf(op) === 'whole' ? sealed({ skip: skipped + kept }) : null),
  };
}
