/**
 * The owner of every unknown outcome. It looks the truth up at Vast.ai and closes the intent; until then the money
 * stays reserved and nobody may repeat the act.
 */
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import { intent } from '@/lib/store/schema';
import type { Output } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
import { intentTagOf } from '@/lib/vast/operations/instances';
import { sshKeyText } from '@/lib/vast/operations/ssh-keys';
import { answerLost } from '@/lib/vast/problems';
import { attachKey } from './attach-key';
import { type Intent, noteAbsence, postponeLookup } from './intents';
import { allInstances } from './lists';
import { neverSent, notRented, notSeenDone } from './problems';
import { type RentPlan, settle } from './settle';
import type { Gateway, GatewayPorts } from './types';

/**
 * How long a rent's tag must be absent from complete lists before we say "not rented". The request may still be
 * travelling when our side of the connection dies: one attempt lasts 15 s at most, Vast.ai's slowest documented
 * queue (a proxy's retry) is below 30 s, so a minute without a trace, seen at least three times, is an answer.
 */
export const ABSENCE_MS = 60_000;
export const ABSENCE_LOOKUPS = 3;
const LOOKUP_INTERVAL_MS = 10_000;
/** Nothing to look up: the row only has to stay out of the way of those that can be. */
const ASK_AGAIN_MS = 3_600_000;

/** A caller has 40 s for all its attempts; an intent still open after this belongs to a process that died. */
export const ABANDONED_MS = 120_000;

export interface Resolved {
  done: number;
  refused: number;
  /** Still unknown after this round. */
  waiting: number;
}

/** One round over what is unsettled and due. Two resolvers at once are harmless: closing happens once. */
export async function resolveUnsettled(ports: GatewayPorts, gateway: Gateway): Promise<Resolved> {
  const { db, now } = ports;
  const tally: Resolved = { done: 0, refused: 0, waiting: 0 };
  for (const abandoned of await findAbandoned(ports)) {
    const op = operationByName.get(abandoned.operation);
    if (!op) continue;
    if (abandoned.sentAt === null) {
      await settle(db, op, abandoned, { state: 'refused', problem: neverSent() }, now());
      tally.refused += 1;
    } else {
      await settle(
        db,
        op,
        abandoned,
        { state: 'unknown', problem: answerLost(), nextLookupAt: now() },
        now(),
      );
    }
  }

  const due = await db
    .select()
    .from(intent)
    .where(and(eq(intent.state, 'unknown'), or(isNull(intent.nextLookupAt), lte(intent.nextLookupAt, now()))))
    .orderBy(intent.openedAt)
    .limit(500);
  for (const [, ofAccount] of byAccount(due)) {
    await lookUp(ports, gateway, ofAccount, tally);
  }
  return tally;
}

async function findAbandoned({ db, now }: GatewayPorts): Promise<Intent[]> {
  const before = new Date(now().getTime() - ABANDONED_MS);
  return db
    .select()
    .from(intent)
    .where(and(eq(intent.state, 'open'), lte(sql`coalesce(${intent.sentAt}, ${intent.openedAt})`, before)))
    .limit(500);
}

function byAccount(intents: Intent[]): Map<string, Intent[]> {
  const groups = new Map<string, Intent[]>();
  for (const i of intents) {
    const key = `${i.workspaceId}/${i.accountId}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  return groups;
}

/** One complete list answers for every lost rent of an account. */
async function lookUp(
  ports: GatewayPorts,
  gateway: Gateway,
  unknown: Intent[],
  tally: Resolved,
): Promise<void> {
  const { db, now } = ports;
  const [first] = unknown;
  if (!first) return;
  const actor: Actor = { kind: 'rule', rule: 'resolver', workspaceId: first.workspaceId, name: 'Resolver' };
  const began = now();
  const rents = unknown.filter((i) => i.operation === operations.rentOffer.name);
  if (rents.length > 0) {
    const listed = await allInstances(gateway, first.accountId, actor);
    const contractByTag =
      listed.kind === 'done' ? new Map(listed.rows.map((row) => [intentTagOf(row), row.id] as const)) : null;
    for (const i of rents) await closeRent(ports, gateway, i, contractByTag, began, tally);
  }
  const keys = unknown.filter((i) => isKeyOp(i.operation));
  if (keys.length > 0) {
    const listed = await gateway.run(operations.listSshKeys, first.accountId, {}, actor);
    const known = listed.kind === 'done' ? listed.value : null;
    for (const i of keys) await closeByTrace(ports, i, known && keyTrace(i, known), began, tally);
  }
  // The rest (`ask`) can't be told from outside: a person settles it, and it is shown until then.
  for (const i of unknown) {
    if (rents.includes(i) || keys.includes(i)) continue;
    tally.waiting += 1;
    await postponeLookup(db, i, new Date(now().getTime() + ASK_AGAIN_MS));
  }
}

/** What a look-up found: the output that says it was done, or false for no sign of it. */
type Trace = { success: true; key?: unknown } | false;

const isKeyOp = (name: string): boolean =>
  name === operations.createSshKey.name || name === operations.deleteSshKey.name;

/** A new key is there; a deleted one isn't. */
function keyTrace(i: Intent, known: Output<typeof operations.listSshKeys>): Trace {
  const { id, ssh_key: text } = i.input as { id?: number; ssh_key?: string };
  if (i.operation === operations.deleteSshKey.name) {
    return known.some((key) => key.id === id) ? false : { success: true };
  }
  const key = known.find((each) => sshKeyText(each) === text);
  return key ? { success: true, key } : false;
}

async function closeRent(
  ports: GatewayPorts,
  gateway: Gateway,
  i: Intent,
  contractByTag: Map<string | null, number> | null,
  began: Date,
  tally: Resolved,
): Promise<void> {
  const contractId = contractByTag?.get(i.id);
  if (contractId !== undefined) {
    const output = { success: true, new_contract: contractId };
    if (await settle(ports.db, operations.rentOffer, i, { state: 'done', output, contractId }, ports.now())) {
      const sshKey = (i.plan as RentPlan | null)?.sshKey ?? null;
      const { accountId } = i;
      const rentKey = i.idempotencyKey ?? i.id;
      // How it ends stands in the audit, as for any other write.
      await attachKey(ports, gateway, i.actor as Actor, { accountId, contractId, sshKey, rentKey });
    }
    tally.done += 1;
    return;
  }
  await closeByTrace(ports, i, contractByTag === null ? null : false, began, tally);
}

/** Null: the look-up itself failed and says nothing. */
async function closeByTrace(
  { db, now }: GatewayPorts,
  i: Intent,
  trace: Trace | null,
  began: Date,
  tally: Resolved,
): Promise<void> {
  const op = operationByName.get(i.operation);
  if (!op) return;
  const next = new Date(now().getTime() + LOOKUP_INTERVAL_MS);
  if (trace === null) {
    tally.waiting += 1;
    await postponeLookup(db, i, next);
    return;
  }
  if (trace) {
    await settle(db, op, i, { state: 'done', output: trace }, now());
    tally.done += 1;
    return;
  }
  const absentForMs = i.absentSince ? began.getTime() - i.absentSince.getTime() : 0;
  if (absentForMs >= ABSENCE_MS && i.lookups + 1 >= ABSENCE_LOOKUPS) {
    const problem = i.operation === operations.rentOffer.name ? notRented() : notSeenDone();
    await settle(db, op, i, { state: 'refused', problem }, now());
    tally.refused += 1;
    return;
  }
  tally.waiting += 1;
  await noteAbsence(db, i, began, next);
}
