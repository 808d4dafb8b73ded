/**
 * An agent's second call: what was planned, at the price and on the state it was planned by, once. The plan's number is
 * the idempotency key, so that a call whose answer got lost is repeated without harm.
 */
import { eq } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import type { Actor, Grounds } from '@/lib/policy/actor';
import type { Planned } from '@/lib/policy/allowance';
import { canonicalText } from '@/lib/policy/canonical';
import { type Difference, driftBetween, driftSentence } from '@/lib/policy/drift';
import { standingOf } from '@/lib/policy/plan-standing';
import { agentPlan, person } from '@/lib/store/schema';
import type { Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { outcomeOfKey, runOperation } from '../index';
import { overLimit } from '../problems';
import type { Gateway, GatewayPorts, Outcome } from '../types';
import type { ToPlan } from './make';
import { type AgentPlan, argumentsOf, isPlan, leaseEnd, ownPlan, type PlanArguments } from './plan';
import { planExpired, planNotFound, planRefused, planStale, planUnreadable, planUsed } from './problems';
import { beyondOf, type WeighedAct, weighAct } from './weight';

/** `waiting`: a person has to agree first. */
export type PlanOutcome = Outcome<unknown> | { kind: 'waiting'; plan: AgentPlan };

/** What was said again beside the plan's number; what is said must be the same. */
export interface SaidAgain extends Pick<ToPlan, 'op' | 'teamId' | 'leaseHours'> {
  accountId?: string | undefined;
  input?: ToPlan['input'] | undefined;
}

export async function runPlan(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  planId: string,
  again?: SaidAgain,
): Promise<PlanOutcome> {
  const { db, now, secretKey } = ports;
  const plan = await ownPlan(db, actor, planId);
  const op = plan && operationByName.get(plan.operation);
  if (!plan || !op) return refused(planNotFound());
  const given = argumentsOf(secretKey, plan);
  if (!given) return refused(planUnreadable());
  const otherwise = again ? saidOtherwise(plan, op, given, again) : [];
  if (otherwise.length > 0) return refused(planStale({ difference: driftSentence(otherwise) }));

  const idempotencyKey = `plan/${plan.id}`;
  const earlier = await outcomeOfKey(db, op, plan.accountId, actor, idempotencyKey);
  if (earlier) return earlier;
  switch (standingOf(plan, now())) {
    case 'used':
      return refused(planUsed());
    case 'expired':
      return refused(planExpired());
    case 'refused':
      return refused(planRefused({ by: await deciderOf(ports, plan) }));
    case 'waiting':
      return { kind: 'waiting', plan };
    case 'ready':
      return runReady(ports, gateway, actor, { plan, op, given, idempotencyKey });
  }
}

const refused = (problem: Problem): PlanOutcome => ({ kind: 'refused', problem });

interface Ready {
  plan: AgentPlan;
  op: Operation;
  given: PlanArguments;
  idempotencyKey: string;
}

async function runReady(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  { plan, op, given, idempotencyKey }: Ready,
): Promise<PlanOutcome> {
  const weighed = await weighAgain(ports, gateway, actor, plan, op, given);
  if (weighed.kind !== 'done') return weighed;
  const { weight, options } = weighed.value;
  const drift = driftBetween(plan.weight.state, weight.state);
  if (drift.length > 0) return refused(planStale({ difference: driftSentence(drift) }));
  const approved = plan.decision === 'approved';
  const about = { effect: plan.effect as Planned, accountId: plan.accountId, options };
  const waiting = async (): Promise<PlanOutcome | null> => {
    const beyond = approved ? null : await beyondOf(ports, actor, about);
    return beyond === null ? null : { kind: 'waiting', plan: await putBeyond(ports, plan, beyond) };
  };
  const first = await waiting();
  if (first) return first;
  const by = withGrounds(actor, {
    planId: plan.id,
    ...(plan.reason === null ? {} : { reason: plan.reason }),
    ...(approved ? { approvedBy: await deciderOf(ports, plan) } : {}),
  });
  const outcome = await runOperation(ports, op, plan.accountId, given.input as never, by, {
    ...options,
    idempotencyKey,
    claims: { id: plan.id, approved },
  });
  // What was free a moment ago was taken by another agent of the same token: then a person decides, too.
  const crossed = outcome.kind === 'refused' && outcome.problem.code === overLimit.code;
  return (crossed ? await waiting() : null) ?? outcome;
}

export const weighAgain = (
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  plan: AgentPlan,
  op: Operation,
  given: PlanArguments,
): Promise<Outcome<WeighedAct>> =>
  weighAct(ports, gateway, actor, {
    ...{ op, accountId: plan.accountId, effect: plan.effect, input: op.input.parse(given.input) },
    teamId: given.teamId ?? undefined,
    endsAt: leaseEnd(given.leaseHours, ports.now()),
  });

const withGrounds = (actor: Actor, grounds: Grounds): Actor =>
  actor.kind === 'rule' ? actor : { ...actor, grounds };

async function putBeyond({ db }: GatewayPorts, plan: AgentPlan, beyond: string): Promise<AgentPlan> {
  await db.transaction(async (tx) => {
    await tx.update(agentPlan).set({ beyond }).where(isPlan(plan.workspaceId, plan.id));
    await publish(tx, plan.workspaceId, ['agents']);
  });
  return { ...plan, beyond };
}

async function deciderOf({ db }: GatewayPorts, { decidedBy }: AgentPlan): Promise<string> {
  const [row] =
    decidedBy === null
      ? []
      : await db.select({ name: person.name }).from(person).where(eq(person.id, decidedBy));
  return row?.name ?? 'Somebody';
}

function saidOtherwise(plan: AgentPlan, op: Operation, given: PlanArguments, again: SaidAgain): Difference[] {
  if (again.op.name !== op.name) return [{ what: 'the tool', planned: op.name, now: again.op.name }];
  const flat = (accountId: string, said: PlanArguments) => ({
    ...fieldsOf(op, said.input),
    account: accountId,
    team: said.teamId,
    lease_hours: said.leaseHours,
  });
  const now = {
    input: again.input ?? given.input,
    teamId: again.teamId ?? given.teamId,
    leaseHours: given.leaseHours === null ? null : (again.leaseHours ?? given.leaseHours),
  };
  return driftBetween(flat(plan.accountId, given), flat(again.accountId ?? plan.accountId, now)).map((one) =>
    op.secretInput?.includes(one.what) ? { ...one, planned: 'another', now: 'kept back' } : one,
  );
}

/** With what the schema adds, so that saying a default is saying nothing else. */
function fieldsOf(op: Operation, input: Record<string, unknown>): Record<string, string> {
  const read = op.input.safeParse(input);
  const fields = Object.entries((read.success ? read.data : input) as Record<string, unknown>);
  return Object.fromEntries(fields.map(([name, value]) => [name, canonicalText(value)]));
}
