'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useInPieces } from '@/components/ui/in-pieces';
import { actsByRow } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Pulse } from '@/lib/queries/instances-pulse';
import { type Arranged, arrange, type Places } from './arrange';
import type { ColumnContext } from './columns';
import { isOld } from './old-bars';
import type { ListState } from './view-state';

/**
 * What the cells are drawn from besides the row. It stays the same object until the minute, an act or an account's
 * state changes, so that of ten thousand rows only those are worked out again that changed.
 */
export function useColumnContext(pulse: Pulse, nowMs: number, zone: string): ColumnContext {
  const acts = useMemo(() => actsByRow(pulse.acts), [pulse.acts]);
  const oldText = pulse.accounts
    .filter(isOld)
    .map((account) => `${account.id} ${account.readMs ?? 0}`)
    .join('\n');
  const old = useMemo(() => {
    const pairs = oldText.split('\n').map((line) => line.split(' ') as [string, string]);
    return new Map(pairs.map(([id, readMs]) => [id, Number(readMs)]));
  }, [oldText]);
  return useMemo(
    () => ({
      nowMs,
      zone,
      actOf: (row) => (acts.size === 0 ? undefined : acts.get(row.key)),
      oldSince: (accountId) => old.get(accountId),
    }),
    [nowMs, zone, acts, old],
  );
}

/** So many are arranged within a frame. */
const AT_ONCE = 1_000;

/** What the list shows of the rows that are known. */
export function useArranged(
  known: ReadonlyMap<string, InstanceRow>,
  gone: readonly InstanceRow[] | undefined,
  goneCount: number,
  { q, team, account, view }: ListState,
  context: ColumnContext,
): Arranged {
  const places = useMemo<Places>(() => ({ context, known: new WeakMap() }), [context]);
  const before = useRef<readonly InstanceRow[]>([]);
  const make = useCallback(
    () =>
      arrange({
        known,
        gone,
        goneCount,
        state: { q, team, account, view },
        places,
        before: before.current,
      }),
    [known, gone, goneCount, q, team, account, view, places],
  );
  const arranged = useInPieces(make, known.size <= AT_ONCE);
  useEffect(() => {
    before.current = arranged.rows;
  }, [arranged]);
  return arranged;
}
