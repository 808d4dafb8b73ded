'use client';

import { useEffect, useMemo, useRef } from 'react';
import { actsByRow, morningOrder, type Standing, standingOf } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Pulse } from '@/lib/queries/instances-pulse';
import type { ColumnContext } from './columns';
import { isOld } from './old-bars';
import { inView, VIEWS, type View } from './status-look';
import { fits, type ListState } from './view-state';

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

/** Where a row belongs, worked out once per row and context. */
interface Place extends Standing {
  row: InstanceRow;
  views: ReadonlySet<View>;
}

function usePlaces(context: ColumnContext): (row: InstanceRow) => Place {
  return useMemo(() => {
    const known = new WeakMap<InstanceRow, Place>();
    return (row) => {
      const before = known.get(row);
      if (before) return before;
      const act = context.actOf(row);
      const place: Place = {
        row,
        views: new Set(VIEWS.filter((view) => inView(view, row, act, context.nowMs))),
        ...standingOf(row, act, context.nowMs),
      };
      known.set(row, place);
      return place;
    };
  }, [context]);
}

/** The rows that the filters let through, how many there are in each view, and the rows of the one on show. */
export function useShownRows(
  living: ReadonlyMap<string, InstanceRow>,
  gone: readonly InstanceRow[] | undefined,
  goneCount: number,
  state: ListState,
  context: ColumnContext,
): { rows: InstanceRow[]; counts: Record<View, number> } {
  const { q, team, account, view } = state;
  const placeOf = usePlaces(context);
  const lastOrder = useRef<readonly InstanceRow[]>([]);
  const passing = useMemo(() => {
    const places = inLastOrder(living, lastOrder.current).map(placeOf);
    return q || team || account ? places.filter(({ row }) => fits(row, { q, team, account })) : places;
  }, [living, placeOf, q, team, account]);
  const counts = useMemo(() => {
    const tally = Object.fromEntries(VIEWS.map((each) => [each, 0])) as Record<View, number>;
    for (const { views } of passing) for (const each of views) tally[each] += 1;
    const unfiltered = !q && !team && !account;
    // What went today stands in the list, and is not one of how many there are.
    return {
      ...tally,
      all: tally.all - tally.gone,
      gone: unfiltered ? Math.max(goneCount, tally.gone) : tally.gone,
    };
  }, [passing, q, team, account, goneCount]);
  const rows = useMemo(() => {
    if (view === 'gone' && gone) return gone.filter((row) => fits(row, { q, team, account }));
    const here = view === 'all' ? passing : passing.filter(({ views }) => views.has(view));
    return here.toSorted(morningOrder).map(({ row }) => row);
  }, [view, gone, passing, q, team, account]);
  useEffect(() => {
    lastOrder.current = rows;
  }, [rows]);
  return { rows, counts };
}

/** As they stood before, what is new after them: sorting ten thousand again has little to do then. */
function inLastOrder(living: ReadonlyMap<string, InstanceRow>, last: readonly InstanceRow[]): InstanceRow[] {
  const rows: InstanceRow[] = [];
  for (const { key } of last) {
    const row = living.get(key);
    if (row) rows.push(row);
  }
  if (rows.length === living.size) return rows;
  const before = new Set(rows);
  for (const row of living.values()) if (!before.has(row)) rows.push(row);
  return rows;
}
