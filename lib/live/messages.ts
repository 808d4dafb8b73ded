/** What travels to browsers, over SSE and between tabs. Plain data: the rows' shape belongs to lib/queries. */
import type { Topic } from './publish';

/**
 * Where a browser's picture stands: every row written by a transaction that was open then, or began later, is still
 * to come. Not the highest version seen: versions are numbered before they are committed, so a row with a lower
 * number can appear after a higher one was read.
 */
export type Position = string;

export type LiveMessage<Row = unknown, Pulse = unknown> =
  /** `position` stands in the last batch of a reading only: until then the older one still holds. */
  | { kind: 'rows'; rows: Row[]; position: Position | null }
  | { kind: 'pulse'; pulse: Pulse }
  | { kind: 'topics'; topics: Topic[] }
  /** The stream ends and must not be opened again as it was. */
  | { kind: 'end'; why: 'signed-out' | 'workspace' };

export type LiveKind = LiveMessage['kind'];
export const LIVE_KINDS: readonly LiveKind[] = ['rows', 'pulse', 'topics', 'end'];

export const isPosition = (text: string | null | undefined): text is Position =>
  /^\d{1,19}$/.test(text ?? '');

/** A browser reads and draws so many within a frame of its screen. */
const ROWS_A_MESSAGE = 100;

/** A batch of rows as messages; its position stands in the last one. */
export function* rowMessages(batch: { rows: unknown[]; position: Position | null }): Generator<LiveMessage> {
  const { rows, position } = batch;
  let from = 0;
  for (; from + ROWS_A_MESSAGE < rows.length; from += ROWS_A_MESSAGE) {
    yield { kind: 'rows', rows: rows.slice(from, from + ROWS_A_MESSAGE), position: null };
  }
  yield { kind: 'rows', rows: rows.slice(from), position };
}

/** One event of the stream. `id` is where to go on after the connection was lost. */
export function frameOf(message: LiveMessage): string {
  const id = message.kind === 'rows' && message.position ? `id: ${message.position}\n` : '';
  const { kind, ...data } = message;
  return `${id}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
