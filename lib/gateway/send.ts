/** One call that changes something: what stood there before, that it is sent, and how it ended, each written down. */
import type { Credentials } from '@/lib/vast/client';
import { toPlain } from '@/lib/vast/json';
import { type Input, type Operation, type Output, redact } from '@/lib/vast/operation';
import { noteKeyState } from './account-keys';
import { FIRST_LOOKUP_MS, type Intent, markSent } from './intents';
import { settle } from './settle';
import type { GatewayPorts, Outcome, RunOptions } from './types';

export async function send<O extends Operation>(
  ports: GatewayPorts,
  op: O,
  input: Input<O>,
  intent: Intent,
  to: Credentials,
  options: RunOptions,
): Promise<Outcome<Output<O>>> {
  const { db, vast, now } = ports;
  const before = await standingBefore(ports, op, intent, to, options);
  const tagged = op.tag ? (op.tag(input, intent.id) as Input<O>) : input;
  const answer = await vast.call(op, tagged, to, {
    ...pickDeadline(options),
    onSend: () => markSent(db, intent, before, now()),
  });
  await noteKeyState(db, intent.workspaceId, intent.accountId, answer, now());
  switch (answer.kind) {
    case 'done': {
      const output = outputOf(op, answer.value);
      await settle(db, op, intent, { state: 'done', output, contractId: contractOf(answer.value) }, now());
      return { ...answer, intentId: intent.id };
    }
    case 'refused':
      await settle(db, op, intent, { state: 'refused', problem: answer.problem }, now());
      return { kind: 'refused', problem: answer.problem, intentId: intent.id };
    case 'unknown': {
      const nextLookupAt = new Date(now().getTime() + FIRST_LOOKUP_MS);
      await settle(db, op, intent, { state: 'unknown', problem: answer.problem, nextLookupAt }, now());
      return { kind: 'unknown', problem: answer.problem, intentId: intent.id };
    }
  }
}

/**
 * What could be taken for the work of this call and was there before it. Null where nobody can say: then a lost answer
 * that leaves a trace is a person's to settle.
 */
async function standingBefore(
  { vast }: GatewayPorts,
  { trace }: Operation,
  { input }: Intent,
  to: Credentials,
  options: RunOptions,
): Promise<readonly string[] | null> {
  if (!trace?.standing) return null;
  const stored = input as Record<string, unknown>;
  const asked = trace.in.input.parse(trace.given(stored)) as Input<Operation>;
  const answer = await vast.call(trace.in, asked, to, pickDeadline(options));
  return answer.kind === 'done' ? trace.standing(answer.value, stored) : null;
}

export const pickDeadline = (options: RunOptions) =>
  options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs };

/** A reply as it is kept: as plain data, without its secrets. */
export const outputOf = (op: Operation, value: unknown): unknown => toPlain(redact(value, op.secretOutput));

/** The contract that a reply names: only a rent makes one. */
export function contractOf(value: unknown): number | null {
  const id = (value as { new_contract?: unknown } | null)?.new_contract;
  return typeof id === 'number' ? id : null;
}
