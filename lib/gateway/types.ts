import type { Actor } from '@/lib/policy/actor';
import type { Db } from '@/lib/store/db';
import type { Vast } from '@/lib/vast/client';
import type { Given, Operation, Output } from '@/lib/vast/operation';
import type { Problem } from '@/lib/vast/problem';

/** How an operation ended. `unknown` is being looked up: nobody may repeat it, and its money stays reserved. */
export type Outcome<T> =
  | {
      kind: 'done';
      value: T /** On the account's clock. */;
      at: Date;
      intentId?: string /** Told again: it was done before, under the same key. */;
      replayed?: true;
    }
  | { kind: 'refused'; problem: Problem; intentId?: string }
  | { kind: 'unknown'; problem: Problem; intentId: string };

export interface RunOptions {
  /** One act, one key: a second run with the same key returns the first one's outcome and sends nothing. */
  idempotencyKey?: string;
  /** Of what was asked under the key: another request under it is refused, never answered with this one’s reply. */
  requestHash?: string;
  /** What it may cost per hour, exact decimal text; reserved while the intent isn't refused. */
  reserveHourUsd?: string;
  /** The contract it acts on, for the audit and the instance's timeline. */
  contractId?: number;
  /** All attempts and waits together; pages leave it, the worker may wait longer. */
  deadlineMs?: number;
}

/** The one door. Every call to Vast.ai and every write goes through it. */
export interface Gateway {
  run<O extends Operation>(
    op: O,
    accountId: string,
    input: Given<O>,
    actor: Actor,
    options?: RunOptions,
  ): Promise<Outcome<Output<O>>>;
  /** The text behind a `result_url`, or null when the host never sent it. */
  resultText(url: string): Promise<string | null>;
}

/** What the gateway stands on. The clock is this server's, for waiting and for audit times. */
export interface GatewayPorts {
  db: Db;
  vast: Vast;
  now: () => Date;
  /** 32 bytes; seals the accounts' keys. */
  secretKey: Buffer;
}
