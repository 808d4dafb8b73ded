/** One request of a program: which operation, who asks, with what, and the answer in one shape. */
import type { Gateway, GatewayPorts, Outcome } from '@/lib/gateway';
import { outcomeOfIntent } from '@/lib/gateway';
import { issuesIn } from '@/lib/gateway/malformed';
import { toPlain } from '@/lib/gateway/plain';
import { beingLookedUp, keyInFlight, outcomeNotFound } from '@/lib/gateway/problems';
import type { ReadAudit } from '@/lib/gateway/read-audit';
import { takeTurn } from '@/lib/gateway/token-turn';
import { runWeighed } from '@/lib/gateway/weighed';
import { log } from '@/lib/log';
import { newRequestId, requestId } from '@/lib/log/context';
import { type Actor, holderOf } from '@/lib/policy/actor';
import { effectOf, type Operation, worstEffect } from '@/lib/vast/operation';
import { fail, ok, type Problem, type Result, statusOf } from '@/lib/vast/problem';
import { leftToPerson } from '@/lib/vast/problems';
import { unexpected } from '../problems';
import { problemAnswer, replyResponse } from './answers';
import { accountOf, callerOf, teamNamed } from './caller';
import { type Bound, openCursor, type Position, sealCursor } from './cursor';
import { idempotencyOf, type Key } from './idempotency';
import { fieldsOf, inputOf, readBody } from './input';
import { noteRead } from './note-read';
import { onlyFields, pageOf } from './pages';
import { cursorInvalid, inputMalformed, methodUnknown, noSuchPath } from './problems';
import { findRoute } from './routes';

export interface RestPorts {
  ports: GatewayPorts;
  gateway: Gateway;
  reads: ReadAudit;
  /** Seals cursors, and hashes what was asked under an idempotency key. */
  secret: Buffer;
}

/** Under this path the outcome of an act is asked for whose answer isn't known yet. */
const OUTCOMES = 'outcomes';
const RETRY_SECONDS = { inFlight: '2', unknown: '5' } as const;

/** From the address itself, so that nobody decodes it twice; a slash at the end means nothing. */
function pathOf(request: Request): string[] | null {
  const below = new URL(request.url).pathname.replace(/^\/api\/vast\/|\/$/g, '');
  try {
    return below.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

export async function answerRest(rest: RestPorts, request: Request): Promise<Response> {
  const path = pathOf(request);
  if (!path) return problemAnswer(noSuchPath({ path: new URL(request.url).pathname }));
  try {
    const caller = await callerOf(rest.ports.db, request, rest.ports.now());
    if (!caller.ok) return problemAnswer(caller.problem);
    if (path[0] === OUTCOMES && path.length === 2 && request.method === 'GET') {
      return await answerOutcome(rest, caller.value, path[1] ?? '');
    }
    return await answerOperation(rest, request, path, caller.value);
  } catch (error) {
    const reference = requestId() ?? newRequestId();
    log('rest').error({ err: error, reference }, 'a request failed');
    return problemAnswer(unexpected({ reference }));
  }
}

async function answerOutcome({ ports }: RestPorts, actor: Actor, id: string): Promise<Response> {
  const known = await outcomeOfIntent(ports.db, actor, id);
  if (!known) return problemAnswer(outcomeNotFound());
  return answerOf(known.op, known.outcome, { fields: null, limit: null, position: null, keyed: true });
}

interface Asked {
  op: Operation;
  accountId: string;
  input: Record<string, unknown>;
  fields: string[] | null;
  limit: number | null;
  position: Position | null;
  bound: Bound;
  teamId?: string;
}

async function answerOperation(
  rest: RestPorts,
  request: Request,
  path: readonly string[],
  actor: Actor,
): Promise<Response> {
  const found = findRoute(request.method, path);
  if ('methods' in found) return nothingThere(request, path, found.methods);
  const { op } = found.route;
  const { db, now } = rest.ports;
  const tooOften = await takeTurn(db, actor, worstEffect(op) === 'reads' ? 'reads' : 'writes', now());
  if (tooOften) return problemAnswer(tooOften, retryOf(tooOften));
  const asked = await askedOf(rest, request, actor, op, found.params);
  if (!asked.ok) return problemAnswer(asked.problem);
  const { accountId, input, bound } = asked.value;
  const parsed = op.input.safeParse(input);
  if (!parsed.success) {
    const errors = issuesIn(op, parsed.error);
    const fields = errors.map(({ field, why }) => `${field}: ${why}`).join('; ');
    return problemAnswer(inputMalformed({ fields }), { errors });
  }
  const writes = effectOf(op, parsed.data) !== 'reads';
  const { teamId } = asked.value;
  const key = writes
    ? idempotencyOf(rest.secret, request.headers, actor, {
        ...{ operation: op.name, accountId, input },
        team: teamId,
      })
    : ok<Key>({});
  if (!key.ok) return problemAnswer(key.problem);
  const outcome = await runWeighed(rest.ports, rest.gateway, actor, {
    ...{ op, accountId, input, options: key.value },
    ...(teamId === undefined ? {} : { teamId }),
  });
  if (!writes) noteRead(rest, actor, op, accountId, parsed.data, outcome);
  const keyed = key.value.idempotencyKey !== undefined;
  const answered = { ...asked.value, keyed };
  return answerOf(op, outcome, answered, (position) => sealCursor(rest.secret, bound, position));
}

async function askedOf(
  rest: RestPorts,
  request: Request,
  actor: Actor,
  op: Operation,
  params: Record<string, string>,
): Promise<Result<Asked>> {
  const query = new URL(request.url).searchParams;
  const account = await accountOf(rest.ports.db, actor, request);
  if (!account.ok) return account;
  const body = await readBody(request);
  if (!body.ok) return body;
  const input = inputOf(op, { params, query, body: body.value });
  const team = await teamNamed(rest.ports.db, actor, query.get('team') ?? undefined);
  if (!team.ok) return team;
  const limit = limitOf(op, query.get('limit'));
  if (!limit.ok) return limit;
  const accountId = account.value;
  const bound = { operation: op.name, accountId, holder: holderOf(actor), input: { ...input } };
  const cursor = query.get('cursor');
  const position = cursor === null ? null : openCursor(rest.secret, bound, cursor);
  if (cursor !== null && position === null) return fail(cursorInvalid());
  if (position && 'after' in position) input.after_token = position.after;
  const fields = query.get('fields')?.split(',').filter(Boolean) ?? null;
  return ok({
    ...{ op, accountId, input, fields, limit: limit.value, position, bound },
    ...(team.value === undefined ? {} : { teamId: team.value }),
  });
}

/** Where the operation has a limit of its own, its description says which it takes. */
function limitOf(op: Operation, text: string | null): Result<number | null> {
  if (text === null || 'limit' in fieldsOf(op)) return ok(null);
  return /^[1-9]\d{0,5}$/.test(text)
    ? ok(Number(text))
    : fail(inputMalformed({ fields: 'limit: a whole number from 1' }));
}

function nothingThere(request: Request, path: readonly string[], methods: string[]): Response {
  const allow = methods.join(', ');
  return methods.length === 0
    ? problemAnswer(noSuchPath({ path: `/api/vast/${path.join('/')}` }))
    : problemAnswer(methodUnknown({ method: request.method, methods: allow }), { headers: { allow } });
}

function answerOf(
  op: Operation,
  outcome: Outcome<unknown>,
  asked: Pick<Asked, 'fields' | 'limit' | 'position'> & { keyed: boolean },
  seal?: (position: Position) => string,
): Response {
  switch (outcome.kind) {
    case 'done': {
      const replayed = outcome.replayed === true;
      // Amounts come as text with every digit, moments as ISO text; the gateway left the secrets out.
      const result: unknown = JSON.parse(JSON.stringify(toPlain(outcome.value) ?? null));
      const page = worstEffect(op) === 'reads' ? pageOf(op, result, asked) : { result, next: null };
      return replyResponse(
        {
          result: asked.fields ? onlyFields(page.result, asked.fields) : page.result,
          next_cursor: page.next && seal ? seal(page.next) : null,
          ...(replayed && op.shownOnce ? { already_shown: [...op.shownOnce] } : {}),
        },
        replayed ? { 'idempotency-replayed': 'true' } : {},
      );
    }
    case 'refused':
      // What was written down is the key's outcome; what was refused before that leaves the key free.
      return outcome.intentId !== undefined && asked.keyed
        ? problemAnswer(outcome.problem, { stands: true })
        : problemAnswer(outcome.problem, retryOf(outcome.problem));
    case 'unknown':
      return unknownAnswer(outcome.problem, outcome.intentId);
  }
}

function unknownAnswer(problem: Problem, intentId: string): Response {
  if (problem.code === keyInFlight.code) {
    return problemAnswer(problem, { headers: { 'retry-after': RETRY_SECONDS.inFlight } });
  }
  // Whatever broke the answer off, what is known of the act is this; or that only a person can say.
  return problemAnswer(problem.code === leftToPerson.code ? problem : beingLookedUp(), {
    outcome: `/api/vast/${OUTCOMES}/${intentId}`,
    headers: { 'retry-after': RETRY_SECONDS.unknown },
  });
}

const retryOf = (problem: Problem) =>
  statusOf(problem) === 429 || statusOf(problem) === 503
    ? { headers: { 'retry-after': String(problem.facts?.retryAfterS ?? 5) } }
    : {};
