import { toPlain } from '@/lib/vast/json';
import { type Operation, redact } from '@/lib/vast/operation';

/**
 * What a program is shown of a reply: no secret of it, but those that are shown once, in the first answer. Amounts are
 * exact text, moments ISO.
 */
export function shown(op: Operation, value: unknown, replayed: boolean): unknown {
  const once = replayed ? [] : (op.shownOnce ?? []);
  const hidden = (op.secretOutput ?? []).filter((field) => !once.includes(field));
  return JSON.parse(JSON.stringify(toPlain(redact(value, hidden)) ?? null));
}
