/** What follows from an outcome, in one transaction: the intent closed, the audit written, the contract known. */
import { sql } from 'drizzle-orm';
import { publish, type Topic } from '@/lib/live/publish';
import { type Usd, usd } from '@/lib/money';
import type { Actor } from '@/lib/policy/actor';
import { record } from '@/lib/store/audit';
import type { Db, Tx } from '@/lib/store/db';
import { tellEvents } from '@/lib/store/events';
import { contract, instance } from '@/lib/store/schema';
import { type Operation, sentenceOf, type Touched } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { type Closing, closeIntent, type Intent } from './intents';
import { forgetKey, keyInWords, rememberKey } from './known-keys';
import { eventsOf } from './settled-events';

/** What a rent is for; kept in the intent, so that it survives the rent's answer getting lost. */
export interface RentPlan {
  [key: string]: unknown;
  what: string;
  teamId: string | null;
  project: string | null;
  ownerId: string | null;
  /** ISO moment, or null for "no end set". */
  endsAt: string | null;
  gpuName: string;
  numGpus: number;
  machineId: number;
  hostId: number | null;
  /** Two letters, where Vast.ai says. */
  country: string | null;
  quoteHourUsd: string;
  /** A public key, to be put on the machine once it exists. */
  sshKey: string | null;
}

const topicsOf: Record<Touched, Topic[]> = {
  instances: ['instances', 'meter'],
  volumes: [],
  balance: ['meter'],
  costs: ['costs'],
  market: ['market'],
  templates: [],
  endpoints: [],
  'ssh-keys': ['accounts'],
  'api-keys': ['accounts'],
  secrets: ['accounts'],
  team: ['accounts'],
  account: ['accounts'],
  machines: [],
  notifications: [],
};

export async function settle(db: Db, op: Operation, i: Intent, closing: Closing, at: Date): Promise<boolean> {
  const actor = i.actor as Actor;
  return db.transaction(async (tx) => {
    if (!(await closeIntent(tx, i, closing, at))) return false;
    const contractId = closing.state === 'done' ? (closing.contractId ?? i.contractId) : i.contractId;
    if (closing.state === 'done' && op.name === operations.rentOffer.name && contractId !== null) {
      await rememberRent(tx, i, contractId, at);
    }
    const destroyed = closing.state === 'done' && op.name === operations.destroyInstance.name;
    const goneBefore = destroyed && contractId !== null && !(await rememberDestroy(tx, i, contractId, at));
    const key = await noteKey(tx, op, i, closing, at);
    const what = typeof i.plan?.what === 'string' ? i.plan.what : key;
    await record(tx, actor, {
      at,
      action: op.name,
      result: closing.state,
      accountId: i.accountId,
      contractId,
      intentId: i.id,
      sentence: sentenceOf(op, i.input, what),
      detail: closing.state === 'done' ? null : { problem: closing.problem },
    });
    await tellEvents(tx, i.workspaceId, eventsOf({ op, intent: i, closing, contractId, goneBefore, at }));
    await publish(tx, i.workspaceId, [
      'activity',
      ...new Set(op.touches.flatMap((touched) => topicsOf[touched])),
    ]);
    return true;
  });
}

/** Whose a new key of the account is, and that a key is gone; a known one in words. */
async function noteKey(
  tx: Tx,
  op: Operation,
  i: Intent,
  closing: Closing,
  at: Date,
): Promise<string | undefined> {
  const { workspaceId, accountId } = i;
  if (op.name === operations.createSshKey.name && closing.state === 'done') {
    const keyId = (closing.output as { key?: { id?: number } | null } | null)?.key?.id;
    if (keyId !== undefined) await rememberKey(tx, { workspaceId, accountId, keyId }, i.actor as Actor, at);
  }
  if (op.name !== operations.deleteSshKey.name) return undefined;
  const key = { workspaceId, accountId, keyId: (i.input as { id: number }).id };
  if (closing.state === 'done') await forgetKey(tx, key, at);
  return keyInWords(tx, key);
}

/** The contract with what it is for. The poller may have seen it first; then it was ours all along. */
async function rememberRent(tx: Tx, i: Intent, contractId: number, at: Date): Promise<void> {
  const plan = i.plan as RentPlan | null;
  const ours = {
    origin: 'gantry' as const,
    teamId: plan?.teamId ?? null,
    project: plan?.project ?? null,
    ownerId: plan?.ownerId ?? null,
    endsAt: plan?.endsAt ? new Date(plan.endsAt) : null,
    gpuName: plan?.gpuName ?? null,
    numGpus: plan?.numGpus ?? null,
    machineId: plan?.machineId ?? null,
    hostId: plan?.hostId ?? null,
    quoteHourUsd: plan ? (usd(plan.quoteHourUsd) as Usd) : null,
    intentId: i.id,
    assignedAt: at,
    assignedBy: plan?.ownerId ?? null,
  };
  await tx
    .insert(contract)
    .values({ workspaceId: i.workspaceId, accountId: i.accountId, contractId, firstSeenAt: at, ...ours })
    .onConflictDoUpdate({
      target: [contract.workspaceId, contract.accountId, contract.contractId],
      set: ours,
    });
}

/**
 * Vast.ai confirmed it: the row turns Gone at once, without waiting for two reads that miss it. False when they had
 * missed it already.
 */
async function rememberDestroy(tx: Tx, i: Intent, contractId: number, at: Date): Promise<boolean> {
  const its = sql`${instance.workspaceId} = ${i.workspaceId} AND ${instance.accountId} = ${i.accountId} AND ${instance.contractId} = ${contractId}`;
  const gone = await tx
    .update(instance)
    .set({ goneAt: at, statusSince: at, version: sql`nextval('live_version')` })
    .where(sql`${its} AND ${instance.goneAt} IS NULL`)
    .returning({ contractId: instance.contractId });
  if (gone.length > 0) return true;
  const known = await tx.select({ contractId: instance.contractId }).from(instance).where(its);
  return known.length === 0;
}
