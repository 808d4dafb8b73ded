/**
 * Spending limits at the door: looked at in the transaction that reserves the money, one workspace's decisions one
 * after another, so that ten rents at once pass no ceiling that one could not.
 */
import { and, eq, isNull } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { type Usd, usd } from '@/lib/money';
import { type Actor, personOf, tokenOf } from '@/lib/policy/actor';
import { type Objection, sentenceOf } from '@/lib/policy/limits';
import { hasCeiling } from '@/lib/policy/tokens';
import { record } from '@/lib/store/audit';
import { type LimitRow, limitsOn, lockSpending } from '@/lib/store/commitments';
import type { Tx } from '@/lib/store/db';
import { spendingLimit } from '@/lib/store/schema';
import { leaseOf, spenderOf, subjectName, type Wanted, weigh, weighToken } from '@/lib/store/spending';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { permissionRefusal } from './permit';
import { notWeighed, overLimit } from './problems';
import type { RentPlan } from './settle';
import type { GatewayPorts } from './types';

export interface Spend {
  accountId: string;
  hourUsd: string;
  /** For a rent; else the contract that is started or bid for. */
  plan: RentPlan | undefined;
  contractId: number | undefined;
}

/**
 * Needs the lock of `lockSpending`, or two would take the same money. What a person approved is theirs to answer for:
 * the token's own ceilings don't hold it, everybody else's limits do.
 */
export async function spendingRefusal(
  tx: Tx,
  actor: Actor,
  spend: Spend,
  now: Date,
  { approved = false } = {},
): Promise<Problem | null> {
  const { workspaceId } = actor;
  const { accountId, plan, contractId } = spend;
  const wanted = await wantedOf(tx, workspaceId, spend);
  if (!wanted) return null;
  const spender = plan
    ? { workspaceId, teamId: plan.teamId, personId: plan.ownerId }
    : await spenderOf(tx, workspaceId, { accountId, contractId: contractId ?? 0 });
  const weighed = await weigh(tx, spender, wanted, now);
  const against =
    weighed.find((each) => each.objection)?.objection ??
    (approved ? null : await ceilingObjection(tx, actor, spend, now));
  return against ? overLimit({ limit: against.kind, sentence: sentenceOf(against) }) : null;
}

/** What the ceilings of the actor's own token have against it; null where it has none. */
export async function ceilingObjection(
  tx: Tx,
  actor: Actor,
  spend: Spend,
  now: Date,
): Promise<Objection | null> {
  const token = tokenOf(actor);
  if (!token || !hasCeiling(token)) return null;
  const wanted = await wantedOf(tx, actor.workspaceId, spend);
  return wanted && weighToken(tx, actor.workspaceId, token, wanted, now);
}

async function wantedOf(
  tx: Tx,
  workspaceId: string,
  { accountId, plan, contractId, hourUsd }: Spend,
): Promise<Wanted | null> {
  if (plan) return wantedBy(plan, accountId, usd(hourUsd));
  return contractId === undefined
    ? null
    : wantedFor(tx, workspaceId, { accountId, contractId }, usd(hourUsd));
}

const wantedBy = (plan: RentPlan, accountId: string, hourUsd: Usd) => ({
  accountId,
  hourUsd,
  endsAt: plan.endsAt === null ? null : new Date(plan.endsAt),
  offer: { gpu: plan.gpuName, country: plan.country },
});

/** It takes the place of what the contract is committed to already. */
const wantedFor = async (
  tx: Tx,
  workspaceId: string,
  target: { accountId: string; contractId: number },
  hourUsd: Usd,
): Promise<Wanted> => ({
  accountId: target.accountId,
  hourUsd,
  endsAt: await leaseOf(tx, workspaceId, target),
  offer: null,
  replaces: target,
});

/**
 * For what spends at a rate that nobody can tell beforehand (an endpoint that rents by itself): refused where any limit
 * binds whoever asks, or whose contract it is about. It needs no lock, as it takes nothing.
 */
export async function unweighedRefusal(
  tx: Tx,
  actor: Actor,
  target: { accountId: string; contractId: number } | undefined,
  { approved = false } = {},
): Promise<Problem | null> {
  const { workspaceId } = actor;
  const token = tokenOf(actor);
  if (token && hasCeiling(token) && !approved) return notWeighed({ whose: `the token ${token.name}` });
  const asking = { workspaceId, teamId: null, personId: personOf(actor) };
  const paying = target ? await spenderOf(tx, workspaceId, target) : asking;
  const [limit] = [...(await limitsOn(tx, asking)), ...(await limitsOn(tx, paying))];
  return limit ? notWeighed({ whose: await subjectName(tx, limit) }) : null;
}

export type NewLimit = Pick<
  LimitRow,
  'subject' | 'subjectId' | 'hourUsd' | 'dayUsd' | 'gpus' | 'countries' | 'longestHours' | 'endRequired'
>;

/** Sets what one subject may spend, or replaces what it was. What runs already goes on. */
export async function setLimit(
  { db, now }: GatewayPorts,
  actor: Actor,
  given: NewLimit & { whose: string },
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'limits.manage');
  if (refused) return fail(refused);
  const { whose, ...limit } = given;
  return db.transaction(async (tx) => {
    await lockSpending(tx, actor.workspaceId);
    const changed = { changedAt: now(), changedBy: personOf(actor) };
    await tx.delete(spendingLimit).where(ofSubject(actor.workspaceId, limit));
    await tx.insert(spendingLimit).values({ ...limit, ...changed, workspaceId: actor.workspaceId });
    await record(tx, actor, {
      at: now(),
      action: 'limit.set',
      result: 'done',
      sentence: `set what ${whose} may spend`,
      detail: { limit: { ...limit, hourUsd: limit.hourUsd?.toFixed(), dayUsd: limit.dayUsd?.toFixed() } },
    });
    await publish(tx, actor.workspaceId, ['activity']);
    return ok(undefined);
  });
}

export async function removeLimit(
  { db, now }: GatewayPorts,
  actor: Actor,
  given: Pick<LimitRow, 'subject' | 'subjectId'> & { whose: string },
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'limits.manage');
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const gone = await tx.delete(spendingLimit).where(ofSubject(actor.workspaceId, given)).returning();
    if (gone.length === 0) return ok(undefined);
    await record(tx, actor, {
      at: now(),
      action: 'limit.removed',
      result: 'done',
      sentence: `removed the spending limit of ${given.whose}`,
    });
    await publish(tx, actor.workspaceId, ['activity']);
    return ok(undefined);
  });
}

const ofSubject = (workspaceId: string, { subject, subjectId }: Pick<LimitRow, 'subject' | 'subjectId'>) =>
  and(
    eq(spendingLimit.workspaceId, workspaceId),
    eq(spendingLimit.subject, subject),
    subjectId === null ? isNull(spendingLimit.subjectId) : eq(spendingLimit.subjectId, subjectId),
  );
