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

export function feedCache(cache: QueryClient, message: LiveMessage): void {
  if (message.kind === 'rows') {
    cache.setQueryData<KnownInstances>(INSTANCES, (known = NONE_KNOWN) =>
      withRows(known, message.rows as InstanceRow[]),
    );
  }
  if (message.kind === 'pulse') cache.setQueryData(PULSE, message.pulse as Pulse);
}
