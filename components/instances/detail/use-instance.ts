'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getJson } from '@/components/frame/get-json';
import { useLiveClient } from '@/components/live/use-live';
import type { InstanceRow } from '@/lib/queries/instances';
import type { InstanceView } from '@/lib/queries/instances-view';

export const addressOf = (row: { accountId: string; contractId: number }): string =>
  `/api/instances/${row.accountId}/${row.contractId}`;

/** A burst of notes about one instance is one reading. */
const SOON_MS = 800;

/** One instance as it is: what the server drew, its row at once when it changes, the rest a moment later. */
export function useInstance(drawn: InstanceView, position: string): InstanceView {
  const cache = useQueryClient();
  const live = useLiveClient();
  const { row } = drawn.detail;
  const id = row.key;
  const { data, refetch } = useQuery<InstanceView>({
    queryKey: ['instance', id],
    queryFn: ({ signal }) => getJson(addressOf(row), signal),
    initialData: drawn,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    live.drawnAt(position);
    const soon = () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void refetch(), SOON_MS);
    };
    const forget = live.onMessage((message) => {
      if (message.kind === 'topics' && message.topics.some((t) => t === 'activity' || t === 'costs')) soon();
      if (message.kind !== 'rows') return;
      const changed = (message.rows as InstanceRow[]).find((each) => each.key === id);
      if (!changed) return;
      cache.setQueryData<InstanceView>(['instance', id], (view) =>
        view && changed.version >= view.detail.row.version
          ? { ...view, detail: { ...view.detail, row: changed } }
          : view,
      );
      soon();
    });
    return () => {
      forget();
      clearTimeout(timer.current);
    };
  }, [live, cache, id, position, refetch]);
  return data;
}
