/** A paged listing, whole or not at all. */
import type { Outcome } from '@/lib/gateway/types';
import type { Problem } from '@/lib/vast/problem';
import { invalidArguments } from '@/lib/vast/problems';

export type Whole<T> =
  /** `at`: the account's clock at the last reply. */
  | { kind: 'read'; rows: T[]; at: Date }
  | { kind: 'failed'; problem: Problem }
  /** It changed under every attempt to page through it. */
  | { kind: 'unsettled' };

type Page<T> = { results: T[]; total: number | null; next_token: string | null };

/** A listing may change while it is paged through; then it is read again from its start, this often at most. */
const WALKS_MAX = 4;

/** `keyOf` names what must not come twice; a row that does means that the pages overlap. */
export async function readWhole<T>(
  ask: (token: string | undefined) => Promise<Outcome<Page<T>>>,
  keyOf?: (row: T) => string,
): Promise<Whole<T>> {
  for (let walk = 0; walk < WALKS_MAX; walk++) {
    const read = await walkOnce(ask, keyOf);
    if (read.kind !== 'unsettled') return read;
  }
  return { kind: 'unsettled' };
}

/** Unsettled when the pages don't fit together: the total moved, a row came twice, a token was lost, or rows are missing. */
async function walkOnce<T>(
  ask: (token: string | undefined) => Promise<Outcome<Page<T>>>,
  keyOf: ((row: T) => string) | undefined,
): Promise<Whole<T>> {
  const rows: T[] = [];
  const seen = new Set<string>();
  let total: number | null | undefined;
  let token: string | undefined;
  for (;;) {
    const got = await ask(token);
    if (got.kind !== 'done') {
      const lost = token !== undefined && got.problem.code === invalidArguments.code;
      return lost ? { kind: 'unsettled' } : { kind: 'failed', problem: got.problem };
    }
    const { results, next_token } = got.value;
    total ??= got.value.total;
    if (got.value.total !== total) return { kind: 'unsettled' };
    for (const row of results) {
      if (keyOf) {
        if (seen.has(keyOf(row))) return { kind: 'unsettled' };
        seen.add(keyOf(row));
      }
      rows.push(row);
    }
    if (next_token === null) {
      return total !== null && rows.length !== total
        ? { kind: 'unsettled' }
        : { kind: 'read', rows, at: got.at };
    }
    // A page that brings nothing and yet promises more would never end.
    if (results.length === 0) return { kind: 'unsettled' };
    token = next_token;
  }
}
