/**
 * Errors as values: what went wrong, what a person can do, and whether trying again can help. Vast.ai's own
 * words are kept apart from ours, so that a screen can quote them and a log can be searched for them.
 */
export type Again =
  /** The same request may succeed later, unchanged. */
  | 'yes'
  /** Only after the person changed something: a key, a filter, a price. */
  | 'after-change'
  /** Never: the thing is gone, or it must not be repeated. */
  | 'no';

export interface Problem {
  code: string;
  /** A sentence a person can act on. */
  say: string;
  again: Again;
  /** Vast.ai's message, verbatim, when there was one. */
  vastSays?: string;
  /** The HTTP status that Vast.ai answered, when it did. */
  vastStatus?: number;
  /** Small facts for the screen, e.g. the offer that is gone. No secrets. */
  facts?: Record<string, string | number | null>;
}

interface Definition<P> {
  again: Again;
  /** The HTTP status that our own surfaces answer with. */
  status: number;
  say: (facts: P) => string;
}

export interface ProblemKind<P> {
  code: string;
  status: number;
  (facts: P, vast?: { says?: string | undefined; status?: number | undefined }): Problem;
}

interface Known {
  status: number;
  again: Again;
  say: (facts: never) => string;
}

const kinds = new Map<string, Known>();

/** Defines a kind of problem once; `docs/errors.md` and every surface's mapping derive from the definition. */
export function problem<P = void>(code: string, definition: Definition<P>): ProblemKind<P> {
  const make = (facts: P, vast?: { says?: string; status?: number }): Problem => ({
    code,
    say: definition.say(facts),
    again: definition.again,
    ...(vast?.says ? { vastSays: vast.says } : {}),
    ...(vast?.status ? { vastStatus: vast.status } : {}),
    ...(facts && typeof facts === 'object' ? { facts: facts as Problem['facts'] } : {}),
  });
  const kind = Object.assign(make, { code, status: definition.status }) as ProblemKind<P>;
  kinds.set(code, definition);
  return kind;
}

/** The HTTP status for a problem, whatever surface shows it. */
export const statusOf = (p: Problem): number => kinds.get(p.code)?.status ?? 500;

/** Every kind that was defined so far, for the list of errors; a fact stands in the sentence as its name. */
export function knownProblems(): { code: string; status: number; again: Again; say: string }[] {
  const named = new Proxy({}, { get: (_, name) => `‹${String(name)}›` }) as never;
  return [...kinds]
    .map(([code, { status, again, say }]) => ({
      code,
      status,
      again,
      say: say(named).replaceAll('NaN', '‹…›'),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = <T = never>(p: Problem): Result<T> => ({ ok: false, problem: p });
