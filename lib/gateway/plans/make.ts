/** An agent's first call: nothing is done, and what would be is weighed and written down. */
import { randomUUID } from 'node:crypto';
import { publish } from '@/lib/live/publish';
import { type Actor, tokenOf } from '@/lib/policy/actor';
import { LEASE_HOURS, LEASE_HOURS_MAX, type Planned } from '@/lib/policy/allowance';
import { tellEvent } from '@/lib/store/events';
import { agentPlan } from '@/lib/store/schema';
import { type Operation, redact } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { asking } from '../asking';
import { auditRefusal } from '../index';
import { unseenRefusal } from '../known-instances';
import { spendingRefusal, unweighedRefusal } from '../limits';
import { malformed } from '../malformed';
import { refusalFor } from '../permit';
import type { Gateway, GatewayPorts, Outcome } from '../types';
import type { Weight } from '../weighed';
import { type AgentPlan, leaseEnd, PLAN_MS, type PlanArguments, sealArguments } from './plan';
import { planNeeded } from './problems';
import { beyondOf, type WeighedAct, weighAct } from './weight';

export interface ToPlan {
  op: Operation;
  effect: Planned;
  accountId: string;
  input: Record<string, unknown>;
  teamId?: string | undefined;
  /** For a rent; every agent's has a lease. */
  leaseHours?: number | undefined;
  reason?: string | undefined;
}

export async function makePlan(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  asked: ToPlan,
): Promise<Outcome<AgentPlan>> {
  const { db, now } = ports;
  const { op, accountId, effect, teamId } = asked;
  const parsed = op.input.safeParse(asked.input);
  if (!parsed.success) return refused(malformed(op, parsed.error));
  const { leaseHours = LEASE_HOURS } = asked;
  if (!(leaseHours > 0 && leaseHours <= LEASE_HOURS_MAX)) {
    return refused(malformedInput({ field: 'lease_hours', why: `more than 0, at most ${LEASE_HOURS_MAX}` }));
  }
  const input = parsed.data as Record<string, unknown>;
  const forbidden =
    refusalFor(op, input as never, actor, accountId) ?? (tokenOf(actor) ? null : planNeeded());
  if (forbidden) {
    await auditRefusal(ports, op, accountId, input, actor, forbidden);
    return refused(forbidden);
  }
  const unseen = await unseenRefusal(db, actor, accountId, op, input);
  if (unseen) return refused(unseen);
  const given = argumentsFor(asked);
  const endsAt = leaseEnd(given.leaseHours, now());
  const weighed = await weighAct(ports, gateway, actor, { op, accountId, effect, input, teamId, endsAt });
  if (weighed.kind !== 'done') return weighed;
  const { options } = weighed.value;
  const limited = effect === 'spends' ? await limitRefusal(ports, actor, accountId, options) : null;
  if (limited) return refused(limited);
  const beyond = await beyondOf(ports, actor, { effect, accountId, options });
  return { kind: 'done', value: await write(ports, actor, asked, given, weighed.value, beyond), at: now() };
}

const refused = (problem: Problem): Outcome<AgentPlan> => ({ kind: 'refused', problem });

const argumentsFor = (asked: Pick<ToPlan, 'op' | 'input' | 'teamId' | 'leaseHours'>): PlanArguments => ({
  input: asked.input,
  teamId: asked.teamId ?? null,
  leaseHours: asked.op.name === operations.rentOffer.name ? (asked.leaseHours ?? LEASE_HOURS) : null,
});

/** The limits of people, teams and the workspace, which no approval lifts: said now rather than after somebody agreed. */
async function limitRefusal(
  { db, now }: GatewayPorts,
  actor: Actor,
  accountId: string,
  { plan, contractId, reserveHourUsd: hourUsd }: Weight,
): Promise<Problem | null> {
  const approved = { approved: true };
  const target = contractId === undefined ? undefined : { accountId, contractId };
  return hourUsd === undefined
    ? unweighedRefusal(db, actor, target, approved)
    : spendingRefusal(db, actor, { accountId, plan, contractId, hourUsd }, now(), approved);
}

async function write(
  { db, now, secretKey }: GatewayPorts,
  actor: Actor,
  { op, effect, accountId, reason }: ToPlan,
  given: PlanArguments,
  { weight, teamId, options }: WeighedAct,
  beyond: string | null,
): Promise<AgentPlan> {
  const id = randomUUID();
  const { workspaceId } = actor;
  const at = now();
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(agentPlan)
      .values({
        ...{ workspaceId, id, operation: op.name, effect, accountId, teamId, weight, beyond },
        tokenId: tokenOf(actor)?.id ?? '',
        actor: asking(actor),
        contractId: options.contractId ?? null,
        input: redact(given.input, op.secretInput),
        inputSealed: sealArguments(secretKey, workspaceId, id, given),
        reason: reason ?? null,
        weighedAt: at,
        createdAt: at,
        expiresAt: new Date(at.getTime() + PLAN_MS),
      })
      .returning();
    if (!made) throw new Error('an insert returns its row');
    if (beyond !== null) {
      await tellEvent(tx, workspaceId, {
        type: 'approval.wanted',
        at,
        data: {
          plan_id: id,
          account_id: accountId,
          operation: op.name,
          effect,
          says: weight.says,
          hour_usd: weight.hourUsd,
          beyond,
          asked_by: actor.name,
          expires_at: made.expiresAt.toISOString(),
        },
      });
      await publish(tx, workspaceId, ['agents']);
    }
    return made;
  });
}
