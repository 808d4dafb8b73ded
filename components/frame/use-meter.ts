'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '@/components/live/use-live';
import type { Meter } from '@/lib/queries/meter';
import { getJson } from './get-json';

const KEY = ['meter'];
/** With a stream, a note brings every change, and this only catches a lost one; without, it is the stream. */
const CALM_MS = 60_000;
const POLL_MS = 10_000;

/** The meter, renewed as it moves. Whoever mounts first brings what the server drew. */
export function useMeter(initial?: Meter) {
  const client = useQueryClient();
  const { connected } = useLive(['meter', 'accounts', 'agents'], () =>
    client.invalidateQueries({ queryKey: KEY }),
  );
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<Meter>('/api/meter', signal),
    ...(initial ? { initialData: initial } : {}),
    refetchInterval: connected ? CALM_MS : POLL_MS,
  });
}
