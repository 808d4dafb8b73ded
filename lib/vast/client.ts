/**
 * The one function that speaks to Vast.ai. It knows the wire, the limits and when trying again is harmless; it
 * knows no database, no page and no permission. Only `lib/gateway` may call it.
 */
import { isLosslessNumber } from 'lossless-json';
import { routerOrigin } from './address';
import { parseReply } from './json';
import type { Limiter, RateKey } from './limiter';
import { effectOf, type Input, type Operation, type Output } from './operation';
import type { Problem } from './problem';
import * as problems from './problems';
import { refusalOf, thresholdMs } from './refusal';

export interface Credentials {
  origin: string;
  /** Whom the limits count: `<origin>#<user id>`, or the key's fingerprint before we know who it is. */
  identity: string;
  key: string;
}

export type Answer<T> =
  | { kind: 'done'; value: T; at: Date }
  | { kind: 'refused'; problem: Problem; at: Date | null }
  /** The request may have been taken. */
  | { kind: 'unknown'; problem: Problem };

export interface Ports {
  fetch: typeof fetch;
  limiter: Limiter;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
  /** 0..1, for jitter. */
  random: () => number;
  /** Of the request that the call is made for; Vast.ai is told it, so that its support can find the call, too. */
  requestId?: () => string | undefined;
}

export interface CallOptions {
  /** All attempts and waits together. */
  deadlineMs?: number;
  /**
   * Called once, right before the request first leaves: the caller writes down that silence now means unknown.
   * False withdraws the request: somebody closed the intent while it waited for its turn.
   */
  onSend?: () => Promise<boolean>;
}

export interface Vast {
  call<O extends Operation>(
    op: O,
    input: Input<O>,
    to: Credentials,
    options?: CallOptions,
  ): Promise<Answer<Output<O>>>;
  /** Polls a `result_url` (no key is sent) until its text is there, or null when it never came. */
  resultText(url: string): Promise<string | null>;
}

// One attempt: long enough for Vast.ai's slowest documented reply (a paged list), short enough that a person still waits.
const ATTEMPT_MS = 15_000;
const DEADLINE_MS = 40_000;
const ATTEMPTS = 5;
// The official client polls 30 times, 0.3 s apart (docs/vast.md).
const RESULT_POLLS = 30;
const RESULT_POLL_MS = 300;

/** Network errors that prove the request never left this machine. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Attempt =
  | { kind: 'replied'; status: number; text: string; at: Date | null }
  | { kind: 'never-sent' }
  | { kind: 'silence' };

export function createVast(ports: Ports): Vast {
  const inFlight = new Map<string, Promise<Answer<unknown>>>();

  async function attempt(url: string, init: RequestInit, timeoutMs: number): Promise<Attempt> {
    try {
      const response = await ports.fetch(url, {
        ...init,
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
      const date = response.headers.get('date');
      return {
        kind: 'replied',
        status: response.status,
        text: await response.text(),
        at: date ? new Date(date) : null,
      };
    } catch (error) {
      return NEVER_SENT.has(networkCode(error)) ? { kind: 'never-sent' } : { kind: 'silence' };
    }
  }

  async function perform<O extends Operation>(
    op: O,
    input: Input<O>,
    to: Credentials,
    options: CallOptions,
  ): Promise<Answer<Output<O>>> {
    const { url, init } = requestOf(op, input, to, ports.requestId?.());
    const slot: RateKey = {
      origin: to.origin,
      identity: to.identity,
      method: op.http.method,
      path: op.http.path,
    };
    const endsAt = ports.nowMs() + (options.deadlineMs ?? DEADLINE_MS);
    const reads = effectOf(op, input) === 'reads';
    const harmless = reads || op.lostAnswer === 'repeat';
    let announced = false;
    let last: Problem = problems.unreachable();
    /** An attempt that nobody answered may have been taken: only Vast.ai's own yes or no ends that. */
    let taken = false;
    const unheard = (problem: Problem): Answer<Output<O>> =>
      taken ? { kind: 'unknown', problem: problems.answerLost() } : { kind: 'refused', problem, at: null };

    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const leftMs = Math.max(0, endsAt - ports.nowMs());
      const waitMs = await ports.limiter.book(slot, op.minIntervalMs, leftMs);
      if (waitMs === null) return unheard(problems.tooFrequent({ waitMs: leftMs }));
      if (waitMs > 0) await ports.sleep(waitMs);
      if (!announced && options.onSend && !(await options.onSend())) {
        return { kind: 'refused', problem: problems.withdrawn(), at: null };
      }
      announced = true;

      const got = await attempt(url, init, Math.min(ATTEMPT_MS, Math.max(1_000, endsAt - ports.nowMs())));
      if (got.kind === 'replied') {
        const answer = read(op, got, ports.nowMs());
        if (got.status === 429) {
          // Refused before it was looked at: repeating is harmless even for a rent.
          last = answer.kind === 'refused' ? answer.problem : last;
          await ports.limiter.slowDown(slot, thresholdMs(got.text));
          continue;
        }
        if (got.status < 500) {
          // An unreadable yes to a rent is still a yes.
          const unread = answer.kind === 'refused' && answer.problem.code === problems.unreadable.code;
          return unread && !harmless ? { kind: 'unknown', problem: answer.problem } : answer;
        }
        last = answer.kind === 'refused' ? answer.problem : last;
        taken ||= !reads;
        if (!harmless)
          return { kind: 'unknown', problem: problems.answerLost(undefined, { status: got.status }) };
      } else if (got.kind === 'silence') {
        taken ||= !reads;
        if (!harmless) return { kind: 'unknown', problem: problems.answerLost() };
        last = problems.unreachable();
      } else {
        last = problems.unreachable();
      }
      const backoffMs = 250 * 2 ** tries * (0.5 + ports.random());
      if (ports.nowMs() + backoffMs > endsAt) break;
      await ports.sleep(backoffMs);
    }
    return unheard(last);
  }

  return {
    call(op, input, to, options = {}) {
      if (effectOf(op, input) !== 'reads') return perform(op, input, to, options);
      // Equal reads at the same time are one read: ten tabs cost Vast.ai as much as one.
      const key = `${to.identity} ${op.name} ${JSON.stringify(input)}`;
      const running = inFlight.get(key);
      if (running) return running as Promise<Answer<Output<typeof op>>>;
      const fresh = perform(op, input, to, options).finally(() => inFlight.delete(key));
      inFlight.set(key, fresh);
      return fresh;
    },

    async resultText(url) {
      for (let poll = 0; poll < RESULT_POLLS; poll++) {
        const got = await attempt(url, { method: 'GET' }, ATTEMPT_MS);
        if (got.kind === 'replied' && got.status === 200) return got.text;
        await ports.sleep(RESULT_POLL_MS);
      }
      return null;
    },
  };
}

function requestOf<O extends Operation>(
  op: O,
  input: Input<O>,
  to: Credentials,
  requestId: string | undefined,
): { url: string; init: RequestInit } {
  const left: Record<string, unknown> = { ...(input as Record<string, unknown>) };
  const path = op.http.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    return encodeURIComponent(String(value));
  });
  const request = op.wire ? op.wire(input) : op.http.method === 'GET' ? { query: left } : { body: left };
  const url = new URL(path, op.http.host === 'router' ? routerOrigin(to.origin) : to.origin);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    // Values that aren't text are JSON in the query string (docs/vast.md).
    if (value !== undefined)
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const headers: Record<string, string> = { authorization: `Bearer ${to.key}`, accept: 'application/json' };
  if (requestId) headers['x-request-id'] = requestId;
  if (op.http.method === 'GET') return { url: url.href, init: { method: 'GET', headers } };
  headers['content-type'] = 'application/json';
  return {
    url: url.href,
    init: { method: op.http.method, headers, body: JSON.stringify(request.body ?? {}) },
  };
}

function read<O extends Operation>(
  op: O,
  got: { status: number; text: string; at: Date | null },
  nowMs: number,
): Answer<Output<O>> {
  const body = parsed(got.text);
  const fields =
    body !== undefined && body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {};
  const none = got.status === 404 && op.notFoundMeans !== undefined && fields.error !== 'auth_error';
  if (none)
    return {
      kind: 'done',
      value: op.output.parse(op.notFoundMeans) as Output<O>,
      at: got.at ?? new Date(nowMs),
    };
  const routers = op.http.host === 'router' ? refusalOfRouter(body, fields) : null;
  const failed = got.status >= 400 || fields.success === false || routers !== null;
  if (failed) {
    const said = {
      // HTTP 200 with success:false is a refusal; its status says nothing.
      status: got.status >= 400 ? got.status : 200,
      error: textOf(fields.error),
      msg:
        textOf(fields.msg) ??
        textOf(fields.message) ??
        textOf(fields.detail) ??
        routers ??
        (body === undefined ? got.text.slice(0, 300) : null),
      scope: op.scope,
    };
    if (op.doneAlready?.test(`${said.error ?? ''} ${said.msg ?? ''}`))
      return { kind: 'done', value: op.output.parse({}) as Output<O>, at: got.at ?? new Date(nowMs) };
    return { kind: 'refused', problem: refusalOf(said), at: got.at };
  }
  const value = op.output.safeParse(body);
  if (!value.success) {
    return {
      kind: 'refused',
      problem: problems.unreadable({ operation: op.name }, { status: got.status }),
      at: got.at,
    };
  }
  return { kind: 'done', value: value.data as Output<O>, at: got.at ?? new Date(nowMs) };
}

/** The router says no with HTTP 200: by bare text, or by an object with its words in it (docs/vast.md). */
const refusalOfRouter = (body: unknown, { error_msg, error }: Record<string, unknown>): string | null =>
  textOf(body) ?? textOf(error_msg) ?? textOf(error);

function parsed(text: string): unknown {
  try {
    return parseReply(text);
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : isLosslessNumber(value) ? value.value : null;

function networkCode(error: unknown): string {
  for (let at: unknown = error; at && typeof at === 'object'; at = (at as { cause?: unknown }).cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return '';
}
