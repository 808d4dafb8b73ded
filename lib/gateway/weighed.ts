/**
 * Running an operation as a program names it, with what pages add by themselves: the contract it is about, what it
 * may cost an hour, and for a rent, whose it will be. So a limit weighs a program's spending as it weighs a page's.
 */
import { exact, usd } from '@/lib/money';
import { type Actor, personOf, sightOfActor } from '@/lib/policy/actor';
import { seesTeam } from '@/lib/policy/sight';
import { READS_ONLY } from '@/lib/policy/tokens';
import { contractsIn, type Given, type Input, type Operation, type Output } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { auditRefusal, type InnerOptions, outcomeOfKey, runOperation } from './index';
import { knownInstances } from './known-instances';
import { malformed } from './malformed';
import { effectRefusal } from './permit';
import { teamNeeded } from './problems';
import { planOf, readOffer } from './rent';
import type { Gateway, GatewayPorts, Outcome, RunOptions } from './types';

export interface Asked<O extends Operation> {
  op: O;
  accountId: string;
  input: Given<O>;
  /** For whom a rent is; whoever sees one team only rents for that one. */
  teamId?: string;
  options?: RunOptions;
}

export async function runWeighed<O extends Operation>(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  { op, accountId, input: given, teamId, options = {} }: Asked<O>,
): Promise<Outcome<Output<O>>> {
  const parsed = op.input.safeParse(given);
  if (!parsed.success) return { kind: 'refused', problem: malformed(op, parsed.error) };
  const input = parsed.data as Input<O>;
  if (options.idempotencyKey !== undefined) {
    // Before anything is looked up: what it was about may be gone by its own doing.
    const earlier = await outcomeOfKey(ports.db, op, accountId, actor, options.idempotencyKey, options);
    if (earlier) return earlier;
  }
  const more = await weightOf(ports, gateway, actor, { op, accountId, input, teamId });
  if (more.kind !== 'done') {
    // A rent whose offer is gone gets no further than this; that it was tried is known all the same.
    if (more.kind === 'refused') await auditRefusal(ports, op, accountId, input, actor, more.problem);
    return more;
  }
  return runOperation(ports, op, accountId, given, actor, { ...options, ...more.value });
}

export type Weight = Pick<InnerOptions, 'contractId' | 'reserveHourUsd' | 'plan'>;

export interface ToWeigh {
  op: Operation;
  accountId: string;
  /** As the operation's schema read it. */
  input: unknown;
  teamId: string | undefined;
  /** When a rent's lease ends; without it, it has no end. */
  endsAt?: Date | undefined;
}

/** What the door needs besides the input: the contract, what is reserved, and for a rent whose it will be. */
export async function weightOf(
  { db, now }: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  asked: ToWeigh,
): Promise<Outcome<Weight>> {
  const { op, accountId, input } = asked;
  const done = (value: Weight): Outcome<Weight> => ({ kind: 'done', value, at: now() });
  if (op.name === operations.rentOffer.name) return rentWeight(gateway, actor, asked);
  const [contractId, another] = contractsIn(op, input as never);
  if (contractId === undefined || another !== undefined) return done({});
  if (op.name === operations.changeBid.name) {
    return done({ contractId, reserveHourUsd: operations.changeBid.input.parse(input).price });
  }
  const starts =
    op.name === operations.manageInstance.name &&
    operations.manageInstance.input.parse(input).state === 'running';
  if (!starts) return done({ contractId });
  const [known] = await knownInstances(db, actor, [{ accountId, contractId }]);
  return done({ contractId, ...(known?.dphTotal ? { reserveHourUsd: known.dphTotal } : {}) });
}

async function rentWeight(
  gateway: Gateway,
  actor: Actor,
  { op, accountId, input, teamId, endsAt }: ToWeigh,
): Promise<Outcome<Weight>> {
  // Who may not rent is told so by the door, which writes it down.
  if (effectRefusal(op, 'spends', actor, accountId)) return { kind: 'done', value: {}, at: new Date(0) };
  const { id, disk, label, price } = operations.rentOffer.input.parse(input);
  const sees = sightOfActor(actor);
  const forTeam = teamId ?? (sees !== 'all' && sees.length === 1 ? sees[0] : undefined) ?? null;
  if (!seesTeam(sees, forTeam)) return { kind: 'refused', problem: teamNeeded() };
  const found = await readOffer(gateway, looking(actor), {
    accountId,
    offerId: id,
    bid: price !== undefined,
  });
  if (found.kind !== 'done') return found;
  const { dph_base: dphBase, storage_cost: storageCost } = found.value;
  const hour = offerHour({ dphBase, storageCost }, disk, price === undefined ? undefined : usd(price));
  const plan = planOf(found.value, hour, {
    ...{ label: label ?? `offer ${id}`, teamId: forTeam, ownerId: personOf(actor) },
    ...{ project: null, endsAt: endsAt?.toISOString() ?? null, sshKey: null },
  });
  return { kind: 'done', value: { plan, reserveHourUsd: exact(hour) }, at: found.at };
}

/** Looking up what is about to be rented belongs to renting, whatever else the token may read. */
const looking = (actor: Actor): Actor =>
  actor.kind === 'rule' || !actor.token
    ? actor
    : { ...actor, token: { ...actor.token, operations: null, effects: READS_ONLY } };
