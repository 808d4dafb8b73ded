import type { Problem } from '@/lib/vast/problem';

/** An answer that is a problem, thrown because that is how React Query learns of one. */
export class Unanswered extends Error {
  constructor(readonly problem: Problem | undefined) {
    super(problem?.say ?? 'Gantry did not answer');
  }
}

/** Reads one of our own GET handlers. A session that ended leads to the sign-in page and back here. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal: signal ?? null, headers: { accept: 'application/json' } });
  if (response.status === 401) {
    location.assign(`/sign-in?from=${encodeURIComponent(location.pathname + location.search)}`);
  }
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as { problem?: Problem };
    throw new Unanswered(body.problem);
  }
  return (await response.json()) as T;
}
