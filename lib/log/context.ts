/**
 * What the work under way is done for. It travels with every await, so that a log line, a call to Vast.ai and an
 * audit row can name the request without anybody handing it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

export interface Context {
  /** One request of a browser, or one turn of the worker. */
  requestId: string;
  /** Who holds the other end of the connection: a proxy, or the visitor. */
  peer?: string;
  /** A proxy said whom it asks for. */
  forwarded?: boolean;
  workspaceId?: string;
  accountId?: string;
}

// On globalThis, because Next loads this module once per bundle: the request is one, whoever asks.
const shared = globalThis as typeof globalThis & { gantryContext?: AsyncLocalStorage<Context> };
shared.gantryContext ??= new AsyncLocalStorage();
const storage = shared.gantryContext;

export const currentContext = (): Context | undefined => storage.getStore();

export const requestId = (): string | undefined => storage.getStore()?.requestId;

/** Runs `work` for this request; what it starts and awaits belongs to it, too. */
export const inContext = <T>(context: Context, work: () => T): T => storage.run(context, work);

/** From here on the running request is this one. For a server's first moment with it, where nothing can be wrapped. */
export const enterContext = (context: Context): void => storage.enterWith(context);

/** Runs `work` for no request: what outlives the one that happened to start it. */
export const apart = <T>(work: () => T): T => storage.exit(work);

/** What has become known of the request: whose workspace it is about. */
export function noteInContext(facts: Pick<Context, 'workspaceId'>): void {
  const context = storage.getStore();
  if (context) Object.assign(context, facts);
}

/** Runs `work` as the part of the request that is about this account. */
export function aboutAccount<T>(
  facts: Required<Pick<Context, 'workspaceId' | 'accountId'>>,
  work: () => T,
): T {
  const context = storage.getStore();
  return context ? storage.run({ ...context, ...facts }, work) : work();
}

// Crockford's alphabet: nothing that is mistaken for something else when somebody reads it out.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixteen letters, eighty random bits. */
export const newRequestId = (): string => Array.from(randomBytes(16), (byte) => LETTERS[byte & 31]).join('');

const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** An id that a proxy or a client gave, when it can stand in a log and a header as it is. */
export const wellFormedId = (given: unknown): string | undefined =>
  typeof given === 'string' && WELL_FORMED.test(given) ? given : undefined;
