import type { QueryClient } from '@tanstack/react-query';
import type { LiveMessage } from '@/lib/live/messages';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Pulse } from '@/lib/queries/instances-pulse';

/** What this tab knows of the instances, by key. */
export interface KnownInstances {
  rows: ReadonlyMap<string, InstanceRow>;
  /** False while only some of them have come. */
  complete: boolean;
}

export const INSTANCES = ['instances'] as const;
export const PULSE = ['instances-pulse'] as const;
export const NONE_KNOWN: KnownInstances = { rows: new Map(), complete: false };

export const rowKey = (row: InstanceRow): string => row.key;

/** Puts rows in; an older copy never replaces a newer one, whichever way it took longer. */
export function withRows(known: KnownInstances, rows: readonly InstanceRow[]): KnownInstances {
  if (rows.length === 0) return known;
  const next = new Map(known.rows);
  for (const row of rows) {
    const before = next.get(row.key);
    if (!before || row.version >= before.version) next.set(row.key, row);
  }
  return { ...known, rows: next };
}

/** A complete reading: what it doesn't list is not there any more, except what was made since. */
export function completed(known: KnownInstances, rows: readonly InstanceRow[]): KnownInstances {
  const newest = Math.max(0, ...rows.map((row) => row.version));
  const since = [...known.rows.values()].filter((row) => row.version > newest);
  const listed = rows.map((row) => {
    const before = known.rows.get(row.key);
    return before && before.version > row.version ? before : row;
  });
  return { rows: new Map([...listed, ...since].map((row) => [row.key, row])), complete: true };
}

/** A flood of rows is drawn little by little: all at once would miss frames, each by itself would draw for nobody's eyes. */
const ROWS_AT_ONCE = 1_000;
const DRAW_EVERY_MS = 100;

export interface CacheFeed {
  take(message: LiveMessage): void;
  stop(): void;
}

/** What the stream brings, into the cache. */
export function createCacheFeed(cache: QueryClient): CacheFeed {
  let waiting: InstanceRow[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function draw(): void {
    const rows = waiting.slice(0, ROWS_AT_ONCE);
    waiting = waiting.slice(ROWS_AT_ONCE);
    cache.setQueryData<KnownInstances>(INSTANCES, (known = NONE_KNOWN) => withRows(known, rows));
    timer = setTimeout(() => {
      timer = undefined;
      if (waiting.length > 0) draw();
    }, DRAW_EVERY_MS);
  }

  return {
    take(message) {
      if (message.kind === 'pulse') cache.setQueryData(PULSE, message.pulse as Pulse);
      if (message.kind !== 'rows' || message.rows.length === 0) return;
      waiting = waiting.concat(message.rows as InstanceRow[]);
      if (timer === undefined) draw();
    },
    stop: () => clearTimeout(timer),
  };
}
