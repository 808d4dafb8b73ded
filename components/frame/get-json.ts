import type { Problem } from '@/lib/vast/problem';

/** An answer that is a problem, thrown because that is how React Query learns of one. */
export class Unanswered extends Error {
  constructor(
    readonly problem: Problem | undefined,
    /** The log knows the request by it. */
    readonly requestId: string | undefined,
  ) {
    super(problem?.say ?? 'Gantry did not answer');
  }
}

/** What to quote about a read that failed; none where a problem says all there is to know. */
export const referenceOf = (error: unknown): string | undefined =>
  error instanceof Unanswered && !error.problem ? error.requestId : undefined;

/** Reads one of our own GET handlers. A session that ended leads to the sign-in page and back here. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal: signal ?? null, headers: { accept: 'application/json' } });
  if (response.status === 401) {
    location.assign(`/sign-in?from=${encodeURIComponent(location.pathname + location.search)}`);
  }
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as { problem?: Problem };
    throw new Unanswered(body.problem, response.headers.get('x-request-id') ?? undefined);
  }
  return (await response.json()) as T;
}
