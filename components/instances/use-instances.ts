'use client';

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { getJson } from '@/components/frame/get-json';
import {
  completed,
  INSTANCES,
  type KnownInstances,
  NONE_KNOWN,
  withRows,
} from '@/components/live/instances-cache';
import { useLive, useLiveClient } from '@/components/live/use-live';
import type { InstancePage, InstanceRow } from '@/lib/queries/instances';

/** What the server drew the list from. */
export interface FirstInstances {
  rows: InstanceRow[];
  /** How many there are; more than `rows` in a fleet, whose rest comes after the page. */
  total: number;
  position: string;
}

/** The list as it is: what the server drew, then the rest, then every change. */
export function useInstances(first: FirstInstances): {
  byKey: ReadonlyMap<string, InstanceRow>;
  /** 0..1 of the rows have come. */
  loaded: number;
  failed: boolean;
  retry: () => void;
} {
  const cache = useQueryClient();
  const live = useLiveClient();
  const drawn = useMemo<KnownInstances>(
    () =>
      first.rows.length >= first.total ? completed(NONE_KNOWN, first.rows) : withRows(NONE_KNOWN, first.rows),
    [first],
  );
  const { data: cached = drawn } = useQuery<KnownInstances>({
    queryKey: INSTANCES,
    queryFn: skipToken,
    initialData: drawn,
  });
  // Rows that came while another page was open are in the cache already: newer ones stay, the rest is the server's.
  useEffect(() => {
    cache.setQueryData<KnownInstances>(INSTANCES, (known = NONE_KNOWN) => {
      if (drawn.complete) return completed(known, first.rows);
      return known.complete ? withRows(known, first.rows) : withRows(drawn, [...known.rows.values()]);
    });
    live.drawnAt(first.position);
  }, [cache, live, drawn, first]);
  const known = useMemo(
    () => (cached.complete || cached === drawn ? cached : withRows(drawn, [...cached.rows.values()])),
    [cached, drawn],
  );

  const rest = useQuery({
    queryKey: ['instances-rest'],
    enabled: !drawn.complete,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const all: InstanceRow[] = [];
      let after: string | null = null;
      do {
        const page: InstancePage = await getJson(`/api/instances${after ? `?after=${after}` : ''}`, signal);
        all.push(...page.rows);
        after = page.next;
        cache.setQueryData<KnownInstances>(INSTANCES, (now = NONE_KNOWN) =>
          after === null ? completed(now, all) : withRows(now, page.rows),
        );
      } while (after !== null);
      return all.length;
    },
  });
  // A charge changes what each has cost, an unlinked account takes its rows along: neither is a change of a row.
  useLive(['costs', 'accounts'], () => void rest.refetch());

  const loaded = known.complete || first.total === 0 ? 1 : Math.min(1, known.rows.size / first.total);
  return {
    byKey: known.rows,
    loaded,
    failed: rest.isError && !known.complete,
    retry: () => void rest.refetch(),
  };
}

/** Those that are gone, asked for when somebody looks. */
export const useGone = (enabled: boolean) =>
  useQuery({
    queryKey: ['instances-gone'],
    enabled,
    queryFn: ({ signal }) => getJson<InstancePage>('/api/instances?gone=1', signal),
    select: (page) => page.rows,
  });
