/** What the resolver's ways of finding out have in common. */
import type { Operation } from '@/lib/vast/operation';
import { leftToPerson } from '@/lib/vast/problems';
import { type Intent, leaveToPerson } from './intents';
import type { Gateway, GatewayPorts } from './types';

export interface Lost {
  op: Operation;
  i: Intent;
}

export interface Resolved {
  done: number;
  refused: number;
  /** Still unknown after this round. */
  waiting: number;
}

export interface Resolving {
  ports: GatewayPorts;
  gateway: Gateway;
  tally: Resolved;
}

export const LOOKUP_INTERVAL_MS = 10_000;
/** The row only has to stay out of the way of those that can be found out. */
const LEFT_MS = 3_600_000;

/** A person settles it, and it is shown until then. */
export async function leave({ ports, tally }: Resolving, { i }: Lost, why: string): Promise<void> {
  tally.waiting += 1;
  const next = new Date(ports.now().getTime() + LEFT_MS);
  await leaveToPerson(ports.db, i, leftToPerson({ why }), next);
}

export function grouped<T>(all: readonly T[], by: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups.values()];
}
