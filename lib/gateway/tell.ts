import { log } from '@/lib/log';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import type { Outcome } from './types';

/** One line an operation: how it ended, never what it was given or what it answered. */
export function tell(op: Operation, outcome: Outcome<unknown>, contractId: number | undefined): void {
  const { intentId } = outcome;
  const about = { operation: op.name, outcome: outcome.kind, intentId, contractId };
  if (outcome.kind === 'done') {
    // Pollers read all day long; what was read is in the database.
    log('gateway')[worstEffect(op) === 'reads' ? 'debug' : 'info'](about, 'done');
    return;
  }
  const { code, vastSays, vastStatus } = outcome.problem;
  const level = outcome.kind === 'unknown' ? 'warn' : 'info';
  log('gateway')[level]({ ...about, problem: code, vastSays, vastStatus }, outcome.kind);
}
