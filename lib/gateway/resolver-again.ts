/** Lost calls that are harmless to send again: the same is asked under the same intent until Vast.ai says yes or no. */
import { and, eq, gt, inArray, ne } from 'drizzle-orm';
import { intent } from '@/lib/store/schema';
import { effectOf, type Input, type Operation, type Stored } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import * as problems from '@/lib/vast/problems';
import { accountCredentials, noteKeyState } from './account-keys';
import { type Intent, postponeLookup } from './intents';
import { LOOKUP_INTERVAL_MS, type Lost, leave, type Resolving } from './resolver-lost';
import { wholeInput } from './sealed-input';
import { contractOf, outputOf } from './send';
import { settle } from './settle';

/** So long after it was asked for, a start or a bid may be what nobody wants any more. */
const AGAIN_MS = 600_000;

const ANSWER_MS = 15_000;

const OVERTAKEN = 'Something later was done to the same thing, which doing this again would undo.';
const TOO_LATE = 'Vast.ai gave no answer for ten minutes, and doing it this late may not be wanted any more.';
const SEALED = 'It holds a secret that was sealed under another GANTRY_SECRET_KEY.';

/** Refusals that are about the key or the way and not about the act: they say nothing of what became of it. */
const BESIDE = new Set(
  [
    problems.keyRevoked,
    problems.keyForbidden,
    problems.twoFactorNeeded,
    problems.tooFrequent,
    problems.unreachable,
    problems.vastFailed,
  ].map(({ code }) => code),
);

export async function askAgain(resolving: Resolving, lost: readonly Lost[]): Promise<void> {
  // One that gets no answer doesn't keep the others waiting; whose turn it is at Vast.ai, the rate slots say.
  await Promise.all(lost.map((each) => again(resolving, each)));
}

async function again(resolving: Resolving, lost: Lost): Promise<void> {
  const { db, vast, now, secretKey } = resolving.ports;
  const { op, i } = lost;
  const parsed = op.input.safeParse(wholeInput(resolving.ports, i));
  if (!parsed.success) return leave(resolving, lost, SEALED);
  const input = parsed.data as Input<Operation>;
  if (!endsForGood(op, input)) {
    if (now().getTime() - i.openedAt.getTime() > AGAIN_MS) return leave(resolving, lost, TOO_LATE);
    if (await isOvertaken(resolving, lost)) return leave(resolving, lost, OVERTAKEN);
  }
  const to = await accountCredentials(db, secretKey, i.workspaceId, i.accountId);
  const answer = to.ok ? await vast.call(op, input, to.value, { deadlineMs: ANSWER_MS }) : null;
  if (answer) await noteKeyState(db, i.workspaceId, i.accountId, answer, now());
  if (answer?.kind === 'done') {
    const output = outputOf(op, answer.value);
    await settle(db, op, i, { state: 'done', output, contractId: contractOf(output) }, now());
    resolving.tally.done += 1;
  } else if (answer?.kind === 'refused' && speaksOfTheAct(answer.problem)) {
    await settle(db, op, i, { state: 'refused', problem: answer.problem }, now());
    resolving.tally.refused += 1;
  } else {
    resolving.tally.waiting += 1;
    await postponeLookup(db, i, new Date(now().getTime() + LOOKUP_INTERVAL_MS));
  }
}

const speaksOfTheAct = ({ code }: Problem) => !BESIDE.has(code);

/** It ends what a number names, which is never given again: the later it is done, the more it is wanted. */
const endsForGood = (op: Operation, input: Input<Operation>): boolean =>
  op.notFoundMeans !== undefined &&
  effectOf(op, input) === 'destroys' &&
  thingsIn(op, input as Stored).every((thing) => typeof thing === 'number');

/** Later acts of Gantry's on the same thing. */
async function isOvertaken({ ports }: Resolving, { op, i }: Lost): Promise<boolean> {
  const related = [...operationByName.values()].filter(({ touches }) =>
    touches.some((one) => op.touches.includes(one)),
  );
  const later = await ports.db
    .select({ operation: intent.operation, input: intent.input })
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, i.workspaceId),
        eq(intent.accountId, i.accountId),
        gt(intent.openedAt, i.openedAt),
        ne(intent.state, 'refused'),
        inArray(
          intent.operation,
          related.map(({ name }) => name),
        ),
      ),
    );
  return later.some((other) => areOneThing({ op, i }, other));
}

/** What an input says it is about: by number, key or hash. */
const NAMES = /^(id|key|machine|\w+_id)$/;

function thingsIn(op: Operation, input: Stored): unknown[] {
  const inPath = [...op.http.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const names = Object.keys(input).filter((name) => inPath.includes(name) || NAMES.test(name));
  return names.map((name) => input[name]);
}

function areOneThing({ op, i }: Lost, other: Pick<Intent, 'operation' | 'input'>): boolean {
  const others = operationByName.get(other.operation);
  if (!others) return true;
  const mine = thingsIn(op, i.input as Stored);
  const theirs = thingsIn(others, other.input as Stored);
  if (mine.length > 0 && theirs.length > 0) return mine.some((thing) => theirs.includes(thing));
  // Two that name nothing: what is made stands beside what was made, what is set in its place.
  return op !== others || op.http.method !== 'POST';
}
