/** What an act of an agent would cost, change and lose at this moment. */
import { and, eq, ne } from 'drizzle-orm';
import { exact, per, times, usd } from '@/lib/money';
import { type Actor, tokenOf } from '@/lib/policy/actor';
import { beyondAllowance, type Planned } from '@/lib/policy/allowance';
import type { Tx } from '@/lib/store/db';
import { intent, type PlanWeight } from '@/lib/store/schema';
import { leaseOf, spenderOf } from '@/lib/store/spending';
import { type Operation, sentenceOf } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { knownInstances } from '../known-instances';
import { ceilingObjection } from '../limits';
import type { Gateway, GatewayPorts, Outcome } from '../types';
import { type ToWeigh, type Weight, weightOf } from '../weighed';

export interface WeighedAct {
  weight: PlanWeight;
  teamId: string | null;
  /** What the door is to be told besides the input. */
  options: Weight;
}

const HOUR_MS = 3_600_000;

export async function weighAct(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  asked: ToWeigh & { effect: Planned },
): Promise<Outcome<WeighedAct>> {
  // A lease counts from here, not from when Vast.ai had answered.
  const from = ports.now();
  const weighed = await weightOf(ports, gateway, actor, asked);
  if (weighed.kind !== 'done') return weighed;
  const { plan, contractId, reserveHourUsd } = weighed.value;
  const { op, accountId, input, effect } = asked;
  const { db } = ports;
  const target = contractId === undefined ? undefined : { accountId, contractId };
  const [known] = target ? await knownInstances(db, actor, [target]) : [];
  const lease = target ? await leaseOf(db, actor.workspaceId, target) : null;
  const spends = effect === 'spends';
  const endsAt = plan ? plan.endsAt : (lease?.toISOString() ?? null);
  const hourUsd = spends ? (reserveHourUsd ?? null) : null;
  const cost = op.cost?.(input as never);
  const weight: PlanWeight = {
    says: plan ? `rented ${plan.what}` : sentenceOf(op, input, known?.label ? `“${known.label}”` : undefined),
    hourUsd,
    onceUsd: cost?.per === 'once' ? cost.usd : null,
    toEndUsd: hourUsd === null || endsAt === null ? null : costUntil(hourUsd, endsAt, from),
    endsAt,
    lost: effect === 'destroys' ? lostBy(op, contractId, known?.label ?? null) : [],
    state: plan
      ? { 'price per hour': reserveHourUsd ?? null, GPU: `${plan.numGpus}× ${plan.gpuName}` }
      : stateOf(known, spends),
  };
  const teamId = plan ? plan.teamId : target ? (await spenderOf(db, actor.workspaceId, target)).teamId : null;
  return { kind: 'done', value: { weight, teamId, options: weighed.value }, at: weighed.at };
}

const costUntil = (hourUsd: string, endsAt: string, from: Date): string =>
  exact(per(times(usd(hourUsd), Math.max(0, Date.parse(endsAt) - from.getTime())), HOUR_MS));

/** Label and intent are the person's; what the host reports comes and goes by itself. */
const stateOf = (
  known: Awaited<ReturnType<typeof knownInstances>>[number] | undefined,
  spends: boolean,
): PlanWeight['state'] =>
  known
    ? {
        label: known.label,
        'meant to be': known.intendedStatus,
        ...(spends ? { 'price per hour': known.dphTotal } : {}),
      }
    : {};

function lostBy(op: Operation, contractId: number | undefined, label: string | null): string[] {
  if (contractId === undefined) return [`what “${op.title.toLowerCase()}” ends, for good`];
  const named = `instance ${contractId}${label ? ` “${label}”` : ''}`;
  return op.name === operations.destroyInstance.name
    ? [named, 'everything on its disk']
    : [`what this deletes on the disk of ${named}`];
}

/** Why a person has to agree to it; null within the token's allowance. */
export async function beyondOf(
  { db, now }: Pick<GatewayPorts, 'db' | 'now'>,
  actor: Actor,
  { effect, accountId, options }: { effect: Planned; accountId: string; options: Weight },
): Promise<string | null> {
  const token = tokenOf(actor);
  if (!token) return 'It comes without a token.';
  const { plan, contractId, reserveHourUsd: hourUsd } = options;
  const spend = { accountId, plan, contractId, hourUsd: hourUsd ?? '0' };
  return beyondAllowance(token, {
    effect,
    priced: hourUsd !== undefined,
    own: effect === 'destroys' && (await madeWith(db, actor, token.id, { accountId, contractId })),
    over:
      effect === 'spends' && hourUsd !== undefined ? await ceilingObjection(db, actor, spend, now()) : null,
  });
}

/** Whether the contract was rented with this token. */
async function madeWith(
  db: Tx,
  { workspaceId }: Actor,
  tokenId: string,
  { accountId, contractId }: { accountId: string; contractId: number | undefined },
): Promise<boolean> {
  if (contractId === undefined) return false;
  const rents = await db
    .select({ actor: intent.actor })
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, workspaceId),
        eq(intent.accountId, accountId),
        eq(intent.contractId, contractId),
        eq(intent.operation, operations.rentOffer.name),
        ne(intent.state, 'refused'),
      ),
    );
  return rents.some(({ actor }) => tokenOf(actor as Actor)?.id === tokenId);
}
