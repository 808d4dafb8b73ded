/** Lost calls that leave a trace: one complete list answers for all of an account's that it shows. */
import { and, eq, gte } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import { intent } from '@/lib/store/schema';
import type { Sign, Stored, Trace } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { attachKey } from './attach-key';
import { noteAbsence, postponeLookup } from './intents';
import { everyReply } from './lists';
import { notRented, notSeenDone } from './problems';
import { grouped, LOOKUP_INTERVAL_MS, type Lost, leave, type Resolving } from './resolver-lost';
import { contractOf, outputOf } from './send';
import { type RentPlan, settle } from './settle';

/**
 * How long a trace must be absent from complete lists before we say "not done". The request may still be travelling
 * when our side of the connection dies: one attempt lasts 15 s at most, Vast.ai's slowest documented queue (a proxy's
 * retry) is below 30 s, so a minute without a trace, seen at least three times, is an answer.
 */
export const ABSENCE_MS = 60_000;
const ABSENCE_LOOKUPS = 3;

const UNNOTED = 'It isn’t known what stood there before.';
const TOO_MANY = 'Vast.ai shows more than one that it could be.';

type Traced = Lost & { trace: Trace };

export async function lookUp(resolving: Resolving, lost: readonly Lost[]): Promise<void> {
  const traced = lost.flatMap((each): Traced[] => (each.op.trace ? [{ ...each, trace: each.op.trace }] : []));
  const asked = ({ i, trace }: Traced) => JSON.stringify([trace.in.name, trace.given(stored(i))]);
  for (const alike of grouped(traced, asked)) await lookInOneList(resolving, alike);
}

const stored = (i: Lost['i']): Stored => i.input as Stored;

async function lookInOneList(resolving: Resolving, lost: readonly Traced[]): Promise<void> {
  const { ports, gateway, tally } = resolving;
  const [first] = lost;
  if (!first) return;
  const { accountId, workspaceId } = first.i;
  const actor: Actor = { kind: 'rule', rule: 'resolver', workspaceId, name: 'Resolver' };
  const began = ports.now();
  const listed = await everyReply(
    gateway,
    first.trace.in,
    accountId,
    first.trace.given(stored(first.i)) as object,
    actor,
  );
  if (listed.kind !== 'done') {
    const next = new Date(ports.now().getTime() + LOOKUP_INTERVAL_MS);
    tally.waiting += lost.length;
    for (const { i } of lost) await postponeLookup(ports.db, i, next);
    return;
  }
  // Who could be fewest of them goes first: what was there before the later of two stands open to the earlier only.
  const found = lost
    .map((each) => ({ each, signs: signsIn(each, listed.rows) }))
    .toSorted((a, b) => a.signs.length - b.signs.length);
  for (const [index, { each, signs }] of found.entries()) {
    await close(resolving, each, signs, { began, rivals: found.slice(index).map((other) => other.signs) });
  }
}

async function close(
  resolving: Resolving,
  lost: Traced,
  found: readonly Sign[],
  { began, rivals }: { began: Date; rivals: readonly (readonly Sign[])[] },
): Promise<void> {
  if (found.length === 0) return absent(resolving, lost, began);
  if (lost.trace.standing === null) return done(resolving, lost, found[0]);
  if (lost.i.before === null) return leave(resolving, lost, UNNOTED);
  const free = await unclaimed(resolving, lost, found);
  if (free.length === 0) return absent(resolving, lost, began);
  // What was asked for alike is alike: each of them may be any of those that were made.
  const keys = new Set(free.map(({ key }) => key));
  const alike = rivals.filter((signs) => signs.some(({ key }) => keys.has(key)));
  return free.length > alike.length ? leave(resolving, lost, TOO_MANY) : done(resolving, lost, free[0]);
}

const signsIn = ({ i, trace }: Traced, replies: readonly unknown[]): Sign[] =>
  replies.flatMap((reply) => [...trace.signs(reply, stored(i), { tag: i.id, before: i.before ?? [] })]);

/** Those that are no other act's of ours: its reply named them. */
async function unclaimed({ ports }: Resolving, { op, i }: Lost, found: readonly Sign[]): Promise<Sign[]> {
  const others = await ports.db
    .select({ output: intent.output })
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, i.workspaceId),
        eq(intent.accountId, i.accountId),
        eq(intent.operation, op.name),
        eq(intent.state, 'done'),
        gte(intent.closedAt, i.openedAt),
      ),
    );
  return found.filter(({ output }) => {
    const reply = outputOf(op, output);
    // A reply that says nothing names nobody's.
    const says = Object.keys((reply ?? {}) as object).length > 0;
    return !(says && others.some((other) => contains(other.output, reply)));
  });
}

/** Whether everything that `part` says stands in `whole`, too. */
function contains(whole: unknown, part: unknown): boolean {
  if (part === null || part === undefined) return true;
  if (typeof part !== 'object' || Array.isArray(part)) return JSON.stringify(whole) === JSON.stringify(part);
  return Object.entries(part).every(([name, value]) => contains((whole as Stored | null)?.[name], value));
}

async function done(
  { ports, gateway, tally }: Resolving,
  { op, i }: Lost,
  sign: Sign | undefined,
): Promise<void> {
  const output = outputOf(op, sign?.output);
  const contractId = contractOf(output);
  tally.done += 1;
  if (!(await settle(ports.db, op, i, { state: 'done', output, contractId }, ports.now()))) return;
  if (op.name !== operations.rentOffer.name || contractId === null) return;
  // How it ends stands in the audit, as for any other write.
  await attachKey(ports, gateway, i.actor as Actor, {
    ...{ accountId: i.accountId, contractId, rentKey: i.idempotencyKey ?? i.id },
    sshKey: (i.plan as RentPlan | null)?.sshKey ?? null,
  });
}

async function absent({ ports, tally }: Resolving, { op, i }: Lost, began: Date): Promise<void> {
  const { db, now } = ports;
  const absentForMs = i.absentSince ? began.getTime() - i.absentSince.getTime() : 0;
  if (absentForMs >= ABSENCE_MS && i.lookups + 1 >= ABSENCE_LOOKUPS) {
    const problem = op.name === operations.rentOffer.name ? notRented() : notSeenDone();
    await settle(db, op, i, { state: 'refused', problem }, now());
    tally.refused += 1;
    return;
  }
  tally.waiting += 1;
  await noteAbsence(db, i, began, new Date(now().getTime() + LOOKUP_INTERVAL_MS));
}
