/**
 * Gantry for programs. Whatever changes something carries an Idempotency-Key that stays the same through every retry,
 * so nothing is done twice; what got lost on the way is asked for until it is known.
 */
import { calls } from './operations.ts';
import { type GantryProblem, problemIn } from './problem.ts';
import { type Address, callOf } from './request.ts';
import type { Input, Name, Output, Paged, Reply } from './types.ts';

export interface ClientOptions {
  /** Where Gantry is: `https://gantry.example.com`. */
  url: string;
  /** From `npm run token`. */
  token: string;
  /** The Vast.ai account of every call that names no other, by id or name; not needed where there is one. */
  account?: string;
  /** For which of Gantry's teams rents are; not needed by whoever belongs to one. */
  team?: string;
  /** How long one call may take with all its retries. Two minutes unless said. */
  deadlineMs?: number;
  fetch?: typeof fetch;
}

export interface RunOptions {
  account?: string;
  team?: string;
  /** Rows a page. */
  limit?: number;
  cursor?: string;
  /** Your own name for the act; made for you where you give none. Give one to try again after your own crash. */
  idempotencyKey?: string;
  deadlineMs?: number;
  signal?: AbortSignal;
}

export interface Client {
  /** Does one operation and gives its result. Throws a `GantryProblem`. */
  run<N extends Name>(name: N, input: Input<N>, options?: RunOptions): Promise<Output<N>>;
  /** The same with what stands around the result: the next page's cursor and the request's id. */
  ask<N extends Name>(name: N, input: Input<N>, options?: RunOptions): Promise<Reply<Output<N>>>;
  /** Every page of a list, one after the other. */
  pages<N extends Paged>(name: N, input: Input<N>, options?: RunOptions): AsyncIterable<Output<N>>;
}

const DEADLINE_MS = 120_000;
const ATTEMPT_MS = 60_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

interface Given {
  method: string;
  path: string;
  body: string | undefined;
  key: string | undefined;
  endsAt: number;
  signal: AbortSignal | undefined;
}

export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? fetch;

  async function attempt({ method, path, body, key, signal }: Given): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${options.token}` };
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const ends = AbortSignal.timeout(ATTEMPT_MS);
    const response = await send(new URL(path, options.url), {
      method,
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, ends]) : ends,
    });
    // With its body: a server that dies in the middle of its answer gave none.
    const text = await response.text();
    return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
  }

  /** Asks until there is an answer that stands, or the time is over. */
  async function answered<T>(given: Given): Promise<Reply<T>> {
    for (let tries = 0; ; tries++) {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
      const response = await attempt(given).catch((error: unknown) => error);
      if (!(response instanceof Response)) {
        if (given.signal?.aborted || Date.now() + waitMs > given.endsAt) throw response;
        await sleep(waitMs, given.signal);
        continue;
      }
      if (response.status === 200) return (await response.json()) as Reply<T>;
      const problem = await problemIn(response);
      const waitFor = problem ? waitAfter(problem, response, waitMs) : waitMs;
      if (waitFor === null || Date.now() + waitFor > given.endsAt) {
        throw problem ?? new Error(`${given.method} ${given.path} answered ${response.status}`);
      }
      await sleep(waitFor, given.signal);
      // Nobody knows yet whether it was done: what is asked from now on is how it ended.
      if (problem?.outcome !== undefined) {
        return answered({ ...given, method: 'GET', path: problem.outcome, body: undefined, key: undefined });
      }
    }
  }

  async function ask<N extends Name>(
    name: N,
    input: Input<N>,
    { idempotencyKey, deadlineMs, signal, ...given }: RunOptions = {},
  ): Promise<Reply<Output<N>>> {
    const address: Address = { account: options.account, team: options.team, ...given };
    const { reads } = calls[name];
    return answered<Output<N>>({
      ...callOf(name, input, address),
      key: reads ? undefined : (idempotencyKey ?? crypto.randomUUID()),
      endsAt: Date.now() + (deadlineMs ?? options.deadlineMs ?? DEADLINE_MS),
      signal,
    });
  }

  return {
    ask,
    run: async (name, input, given) => (await ask(name, input, given)).result,
    async *pages(name, input, given = {}) {
      let { cursor } = given;
      do {
        const page = await ask(name, input, { ...given, cursor });
        yield page.result;
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

/** Null when asking again can't help. */
function waitAfter(problem: GantryProblem, response: Response, waitMs: number): number | null {
  const again = problem.retryable || problem.outcome !== undefined || problem.code === IN_FLIGHT;
  if (!again) return null;
  const told = Number(response.headers.get('retry-after'));
  return Number.isFinite(told) && told > 0 ? told * 1000 : waitMs;
}

/** The first try under this key is still under way. */
const IN_FLIGHT: GantryProblem['code'] = 'gateway.key_in_flight';

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}
