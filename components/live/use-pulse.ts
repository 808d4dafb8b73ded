'use client';

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Pulse } from '@/lib/queries/instances-pulse';
import { PULSE } from './instances-cache';

/** How the accounts are, and what is under way; the newest that anything brought. */
export function usePulse(drawn: Pulse): Pulse {
  const cache = useQueryClient();
  const { data = drawn } = useQuery<Pulse>({ queryKey: PULSE, queryFn: skipToken, initialData: drawn });
  useEffect(() => {
    cache.setQueryData<Pulse>(PULSE, (known) => (known && known.nowMs > drawn.nowMs ? known : drawn));
  }, [cache, drawn]);
  return data.nowMs >= drawn.nowMs ? data : drawn;
}
