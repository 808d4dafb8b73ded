/** Lost calls that leave a trace: one complete list answers for all of an account's that it shows. */
import { and, eq, gte, inArray, isNotNull } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import { intent } from '@/lib/store/schema';
import type { Sign, Stored, Trace } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
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
type Found = Traced & { signs: readonly Sign[] };

const tracedIn = (lost: Lost): Traced[] => (lost.op.trace ? [{ ...lost, trace: lost.op.trace }] : []);
const stored = (i: Lost['i']): Stored => i.input as Stored;
/** The list, and what it is asked with. */
const listOf = ({ i, trace }: Traced) => JSON.stringify([trace.in.name, trace.given(stored(i))]);

export async function lookUp(resolving: Resolving, lost: readonly Lost[]): Promise<void> {
  for (const alike of grouped(lost.flatMap(tracedIn), listOf)) await lookInOneList(resolving, alike);
}

async function lookInOneList(resolving: Resolving, due: readonly Traced[]): Promise<void> {
  const { ports, gateway, tally } = resolving;
  const [first] = due;
  if (!first) return;
  const { accountId, workspaceId } = first.i;
  const actor: Actor = { kind: 'rule', rule: 'resolver', workspaceId, name: 'Resolver' };
  const began = ports.now();
  const given = first.trace.given(stored(first.i)) as object;
  const listed = await everyReply(gateway, first.trace.in, accountId, given, actor);
  if (listed.kind !== 'done') {
    tally.waiting += due.length;
    for (const each of due) await later(resolving, each);
    return;
  }
  // After the list: whatever made something that it shows has its outcome by now, or is among these.
  const unsettled = (await unsettledBeside(resolving, first))
    .flatMap(tracedIn)
    .filter((each) => listOf(each) === listOf(first))
    .map((each): Found => ({ ...each, signs: signsIn(each, listed.rows) }));
  // Who could be fewest of them goes first: what was there before the later of two stands open to the earlier only.
  const lost = unsettled
    .filter(({ i }) => i.state === 'unknown')
    .toSorted((a, b) => a.signs.length - b.signs.length);
  const underWay = unsettled.filter(({ i }) => i.state === 'open');
  for (const [index, each] of lost.entries()) {
    await close(resolving, each, { began, underWay, rivals: lost.slice(index) });
  }
}

/** Of the same account, all that may have made what is found, due or not. */
async function unsettledBeside({ ports }: Resolving, { i, trace }: Traced): Promise<Lost[]> {
  const beside = [...operationByName.values()].filter((op) => op.trace?.in.name === trace.in.name);
  const rows = await ports.db
    .select()
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, i.workspaceId),
        eq(intent.accountId, i.accountId),
        inArray(intent.state, ['open', 'unknown']),
        isNotNull(intent.sentAt),
        inArray(
          intent.operation,
          beside.map(({ name }) => name),
        ),
      ),
    )
    .orderBy(intent.openedAt);
  return rows.flatMap((row) => {
    const op = operationByName.get(row.operation);
    return op ? [{ op, i: row }] : [];
  });
}

async function close(
  resolving: Resolving,
  lost: Found,
  { began, underWay, rivals }: { began: Date; underWay: readonly Found[]; rivals: readonly Found[] },
): Promise<void> {
  const { signs, trace, i } = lost;
  if (signs.length === 0) return absent(resolving, lost, began);
  if (trace.standing === null) return done(resolving, lost, signs[0]);
  if (i.before === null) return leave(resolving, lost, UNNOTED);
  const free = await unclaimed(resolving, lost);
  if (free.length === 0) return absent(resolving, lost, began);
  const keys = new Set(free.map(({ key }) => key));
  const couldBe = (other: Found) =>
    other.op.name === lost.op.name && other.signs.some(({ key }) => keys.has(key));
  if (underWay.some(couldBe)) {
    resolving.tally.waiting += 1;
    return later(resolving, lost);
  }
  // What was asked for alike is alike: each of them may be any of those that were made.
  return free.length > rivals.filter(couldBe).length
    ? leave(resolving, lost, TOO_MANY)
    : done(resolving, lost, free[0]);
}

const later = ({ ports }: Resolving, { i }: Lost) =>
  postponeLookup(ports.db, i, new Date(ports.now().getTime() + LOOKUP_INTERVAL_MS));

const signsIn = ({ i, trace }: Traced, replies: readonly unknown[]): Sign[] =>
  replies.flatMap((reply) => [...trace.signs(reply, stored(i), { tag: i.id, before: i.before ?? [] })]);

/** Replicas' clocks differ by less. */
const CLOCKS_MS = 600_000;

/** Those that are no other act's of ours: its reply named them. */
async function unclaimed({ ports }: Resolving, { op, i, signs }: Found): Promise<Sign[]> {
  const others = await ports.db
    .select({ output: intent.output })
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, i.workspaceId),
        eq(intent.accountId, i.accountId),
        eq(intent.operation, op.name),
        eq(intent.state, 'done'),
        gte(intent.closedAt, new Date(i.openedAt.getTime() - CLOCKS_MS)),
      ),
    );
  return signs.filter(({ output }) => {
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
