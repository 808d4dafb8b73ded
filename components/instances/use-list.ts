'use client';

import { useMemo } from 'react';
import { rowKey } from '@/components/live/instances-cache';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Pulse } from '@/lib/queries/instances-pulse';
import { type ColumnContext, morningOrder } from './columns';
import { isOld } from './old-bars';
import { actsByRow, inView, VIEWS, type View } from './status-look';
import { fits, type ListState } from './view-state';

/** What the cells are drawn from besides the row; new once a minute, and when something is under way. */
export function useColumnContext(pulse: Pulse, nowMs: number, zone: string): ColumnContext {
  const acts = useMemo(() => actsByRow(pulse.acts), [pulse.acts]);
  const old = useMemo(
    () => new Map(pulse.accounts.filter(isOld).map((account) => [account.id, account.readMs ?? 0])),
    [pulse.accounts],
  );
  return useMemo(
    () => ({
      nowMs,
      zone,
      actOf: (row) => acts.get(rowKey(row)),
      oldSince: (accountId) => old.get(accountId),
    }),
    [nowMs, zone, acts, old],
  );
}

/** The rows that the filters let through, how many there are in each view, and the rows of the one on show. */
export function useShownRows(
  living: readonly InstanceRow[],
  gone: readonly InstanceRow[] | undefined,
  goneCount: number,
  state: ListState,
  context: ColumnContext,
): { rows: InstanceRow[]; counts: Record<View, number> } {
  const { q, team, account, view } = state;
  const passing = useMemo(
    () => living.filter((row) => fits(row, { q, team, account })),
    [living, q, team, account],
  );
  const counts = useMemo(() => {
    const tally = Object.fromEntries(VIEWS.map((each) => [each, 0])) as Record<View, number>;
    for (const row of passing) {
      for (const each of VIEWS) if (inView(each, row, context.actOf(row), context.nowMs)) tally[each] += 1;
    }
    const unfiltered = !q && !team && !account;
    return { ...tally, gone: unfiltered ? Math.max(goneCount, tally.gone) : tally.gone };
  }, [passing, context, q, team, account, goneCount]);
  const rows = useMemo(() => {
    if (view === 'gone' && gone) return gone.filter((row) => fits(row, { q, team, account }));
    const inIt = passing.filter((row) => inView(view, row, context.actOf(row), context.nowMs));
    return morningOrder(inIt, context);
  }, [view, gone, passing, context, q, team, account]);
  return { rows, counts };
}
