import type { Actor } from '@/lib/policy/actor';
import type { Given, Operation, Output } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import type { Instance } from '@/lib/vast/operations/instances';
import type { Problem } from '@/lib/vast/problem';
import { unreadable } from '@/lib/vast/problems';
import type { Gateway } from './types';

export type Listed<T> = { kind: 'done'; rows: T[]; at: Date } | { kind: 'refused'; problem: Problem };

// 10,000 instances are 400 pages; a token that never ends is Vast.ai's fault and must not be ours too.
const PAGES_MAX = 2_000;

/** Every page of a paged list, or the problem that stopped it: half a list is never taken for a whole one. */
async function everyPage<O extends Operation, T>(
  gateway: Gateway,
  op: O,
  accountId: string,
  given: (afterToken: string | undefined) => Given<O>,
  rowsOf: (page: Output<O>) => { rows: T[]; next: string | null },
  actor: Actor,
): Promise<Listed<T>> {
  const rows: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const got = await gateway.run(op, accountId, given(token), actor, { deadlineMs: 60_000 });
    if (got.kind !== 'done') return { kind: 'refused', problem: got.problem };
    const { rows: more, next } = rowsOf(got.value);
    rows.push(...more);
    if (next === null) return { kind: 'done', rows, at: got.at };
    token = next;
  }
  return { kind: 'refused', problem: unreadable({ operation: op.name }) };
}

/** All instances of an account. `at` is the moment of the last page, on the account's clock. */
export const allInstances = (gateway: Gateway, accountId: string, actor: Actor): Promise<Listed<Instance>> =>
  everyPage(
    gateway,
    operations.listInstances,
    accountId,
    (token) => ({ limit: 25, ...(token === undefined ? {} : { after_token: token }) }),
    (page) => ({ rows: page.instances, next: page.next_token }),
    actor,
  );
