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

/**
 * Every page of a list, or the problem that stopped it: half a list is never taken for a whole one. A list without
 * pages is its only one.
 */
export async function everyReply<O extends Operation>(
  gateway: Gateway,
  op: O,
  accountId: string,
  given: Given<O>,
  actor: Actor,
): Promise<Listed<Output<O>>> {
  const rows: Output<O>[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const asked = { ...(given as object), ...(after === undefined ? {} : { after_token: after }) };
    const got = await gateway.run(op, accountId, asked as Given<O>, actor, { deadlineMs: 60_000 });
    if (got.kind !== 'done') return { kind: 'refused', problem: got.problem };
    rows.push(got.value);
    const { next_token: next } = got.value as { next_token?: string | null };
    if (!next) return { kind: 'done', rows, at: got.at };
    after = next;
  }
  return { kind: 'refused', problem: unreadable({ operation: op.name }) };
}

/** All instances of an account. `at` is the moment of the last page, on the account's clock. */
export async function allInstances(
  gateway: Gateway,
  accountId: string,
  actor: Actor,
): Promise<Listed<Instance>> {
  const listed = await everyReply(gateway, operations.listInstances, accountId, { limit: 25 }, actor);
  return listed.kind === 'done' ? { ...listed, rows: listed.rows.flatMap((page) => page.instances) } : listed;
}
