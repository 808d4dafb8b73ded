/**
 * The one door. Who is this, may they, what is meant is written down, Vast.ai is called with no transaction open,
 * the outcome is written, the browsers are told. There is no second way to Vast.ai.
 */
import { and, eq } from 'drizzle-orm';
import { aboutAccount } from '@/lib/log/context';
import { type Actor, holderOf } from '@/lib/policy/actor';
import { record } from '@/lib/store/audit';
import type { Db } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { intent } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import {
  effectOf,
  type Given,
  type Input,
  type Operation,
  type Output,
  redact,
  sentenceOf,
} from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { leftToPerson } from '@/lib/vast/problems';
import { traced } from '@/lib/watch/traces';
import { accountCredentials, noteKeyState } from './account-keys';
import type { Intent } from './intents';
import { unseenRefusal } from './known-instances';
import { malformed } from './malformed';
import { refusalFor } from './permit';
import type { ClaimedPlan } from './plans/claim';
import { beingLookedUp, keyInFlight, keyReused, overLimit } from './problems';
import { reserve } from './reserve';
import { sealedInput } from './sealed-input';
import { pickDeadline, send } from './send';
import type { RentPlan } from './settle';
import { tell } from './tell';
import type { Gateway, GatewayPorts, Outcome, RunOptions } from './types';

export type { Gateway, GatewayPorts, Outcome, RunOptions } from './types';

export interface InnerOptions extends RunOptions {
  plan?: RentPlan;
  /** The plan of an agent that this run is the second call of. */
  claims?: ClaimedPlan;
}

export function createGateway(ports: GatewayPorts): Gateway {
  return {
    run: (op, accountId, given, actor, options) => runOperation(ports, op, accountId, given, actor, options),
    resultText: (url) => ports.vast.resultText(url),
  };
}

export function runOperation<O extends Operation>(
  ports: GatewayPorts,
  op: O,
  accountId: string,
  given: Given<O>,
  actor: Actor,
  options: InnerOptions = {},
): Promise<Outcome<Output<O>>> {
  const run = async () => {
    const outcome = await perform(ports, op, accountId, given, actor, options);
    tell(op, outcome, options.contractId);
    return actor.kind === 'rule' ? outcome : withoutSecrets(op, outcome);
  };
  return aboutAccount({ workspaceId: actor.workspaceId, accountId }, () =>
    traced(`gateway ${op.title}`, run, {
      attributes: { 'gantry.operation': op.name, 'gantry.account': accountId },
      ended: ({ kind, intentId }) => ({ 'gantry.outcome': kind, 'gantry.intent': intentId }),
    }),
  );
}

/**
 * What leaves the house carries no secret, whichever surface asked; Gantry's own rules read what they look for. What is
 * shown once is so in the first answer: the journal, which answers a repetition, never had it.
 */
function withoutSecrets<O extends Operation>(op: O, outcome: Outcome<Output<O>>): Outcome<Output<O>> {
  if (outcome.kind !== 'done') return outcome;
  const secret = op.secretOutput?.filter((name) => !op.shownOnce?.includes(name));
  return { ...outcome, value: redact(outcome.value, secret) as Output<O> };
}

async function perform<O extends Operation>(
  ports: GatewayPorts,
  op: O,
  accountId: string,
  given: Given<O>,
  actor: Actor,
  options: InnerOptions,
): Promise<Outcome<Output<O>>> {
  const { db, vast, now } = ports;
  const parsed = op.input.safeParse(given);
  if (!parsed.success) {
    return { kind: 'refused', problem: malformed(op, parsed.error) };
  }
  const input = parsed.data as Input<O>;

  const forbidden = refusalFor(op, input, actor, accountId);
  if (forbidden) {
    await auditRefusal(ports, op, accountId, input, actor, forbidden, options);
    return { kind: 'refused', problem: forbidden };
  }
  const unseen = await unseenRefusal(db, actor, accountId, op, input);
  if (unseen) return { kind: 'refused', problem: unseen };
  const found = await accountCredentials(db, ports.secretKey, actor.workspaceId, accountId);
  if (!found.ok) return { kind: 'refused', problem: found.problem };
  const to = found.value;

  const effect = effectOf(op, input);
  if (effect === 'reads') {
    const answer = await vast.call(op, input, to, pickDeadline(options));
    await noteKeyState(db, actor.workspaceId, accountId, answer, now());
    return answer.kind === 'done' ? answer : { kind: 'refused', problem: answer.problem };
  }

  const opened = await reserve(ports, {
    ...{ op, accountId, input, actor, ...options },
    effect,
    sealed: sealedInput(ports, op, input, { workspaceId: actor.workspaceId, accountId }),
    at: now(),
  });
  if (!opened.ok) {
    await auditRefusal(ports, op, accountId, input, actor, opened.problem, options);
    return { kind: 'refused', problem: opened.problem };
  }
  const { intent, fresh } = opened.value;
  if (!fresh) return outcomeOf(op, accountId, intent, options);
  return send(ports, op, input, intent, to, options);
}

/** How an earlier run under this key ended, when there was one. */
export async function outcomeOfKey<O extends Operation>(
  db: Db,
  op: O,
  accountId: string,
  actor: Actor,
  idempotencyKey: string,
  options: Pick<RunOptions, 'requestHash'> = {},
): Promise<Outcome<Output<O>> | null> {
  const [known] = await db
    .select()
    .from(intent)
    .where(and(eq(intent.workspaceId, actor.workspaceId), eq(intent.idempotencyKey, idempotencyKey)));
  return known ? outcomeOf(op, accountId, known, options) : null;
}

/** How an act of this actor's stands or ended, by its number; another's is not found. */
export async function outcomeOfIntent(
  db: Db,
  actor: Actor,
  intentId: string,
): Promise<{ op: Operation; outcome: Outcome<unknown> } | null> {
  const [known] = isUuid(intentId)
    ? await db
        .select()
        .from(intent)
        .where(and(eq(intent.workspaceId, actor.workspaceId), eq(intent.id, intentId)))
    : [];
  const op = known && operationByName.get(known.operation);
  if (!known || !op || holderOf(known.actor as Actor) !== holderOf(actor)) return null;
  return { op, outcome: outcomeOf(op, known.accountId, known, {}) };
}

/** A second run with the same idempotency key: the first one's outcome, and nothing is sent. */
function outcomeOf<O extends Operation>(
  op: O,
  accountId: string,
  known: Intent,
  { requestHash }: Pick<RunOptions, 'requestHash'>,
): Outcome<Output<O>> {
  const another = requestHash !== undefined && known.requestHash !== requestHash;
  if (known.operation !== op.name || known.accountId !== accountId || another)
    return { kind: 'refused', problem: keyReused() };
  switch (known.state) {
    case 'done':
      return {
        kind: 'done',
        value: readAgain(op, known.output),
        at: known.closedAt ?? known.openedAt,
        intentId: known.id,
        replayed: true,
      };
    case 'refused':
      return { kind: 'refused', problem: known.problem as Problem, intentId: known.id };
    case 'open':
      // A program is told to wait for its own first try; a page shows both alike.
      return {
        kind: 'unknown',
        problem: requestHash === undefined ? beingLookedUp() : keyInFlight(),
        intentId: known.id,
      };
    case 'unknown':
      return { kind: 'unknown', problem: stillUnknown(known), intentId: known.id };
  }
}

const stillUnknown = ({ problem }: Intent): Problem => {
  const noted = problem as Problem | null;
  return noted?.code === leftToPerson.code ? noted : beingLookedUp();
};

/** What a person said of it is no reply of Vast.ai's: it is told as it stands. */
function readAgain<O extends Operation>(op: O, output: unknown): Output<O> {
  const read = op.output.safeParse(output);
  return (read.success ? read.data : output) as Output<O>;
}

export async function auditRefusal(
  { db, now }: GatewayPorts,
  op: Operation,
  accountId: string,
  input: unknown,
  actor: Actor,
  problem: Problem,
  options: Pick<RunOptions, 'contractId'> = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    await record(tx, actor, {
      at: now(),
      action: op.name,
      result: 'refused',
      // Not the account: a refused guess must not tie somebody to an account that may not be theirs to see.
      accountId: null,
      contractId: options.contractId ?? null,
      sentence: sentenceOf(op, redact(input, op.secretInput)),
      detail: { problem, accountId },
    });
    if (problem.code !== overLimit.code) return;
    await tellEvent(tx, actor.workspaceId, {
      type: 'limit.reached',
      at: now(),
      data: {
        account_id: accountId,
        operation: op.name,
        limit: problem.facts?.limit ?? null,
        says: problem.say,
        by: { kind: actor.kind, name: actor.name },
      },
    });
  });
}
