'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getJson } from '@/components/frame/get-json';
import { useLive } from '@/components/live/use-live';
import type { Overview } from '@/lib/queries/overview';

const KEY = ['overview'];
/** Gauges change with every poll of every instance; the overview is read by people, five seconds at a time. */
const QUIET_MS = 5_000;
const CALM_MS = 120_000;
const POLL_MS = 15_000;

/** The overview, renewed after a burst of changes; known figures stay while it is asked for. */
export function useOverview(initial: Overview) {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { connected } = useLive(['instances', 'meter', 'costs', 'activity', 'accounts', 'agents'], () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: KEY });
    }, QUIET_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<Overview>('/api/overview', signal),
    initialData: initial,
    refetchInterval: connected ? CALM_MS : POLL_MS,
  });
}
