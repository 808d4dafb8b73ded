'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson } from '@/components/frame/get-json';
import { useSettled } from '@/components/frame/use-settled';
import { useLive } from '@/components/live/use-live';
import type { RentVerdict } from '@/lib/queries/limits';

/** `none`: no limit binds it. `unread`: nobody knows; the gateway decides when it is sent. */
export type Verdict = RentVerdict | { kind: 'none' | 'unread' };

const KEY = 'verdict';
const RENEW_MS = 30_000;

/** What spending limits say of the rent on screen; undefined until it is known. */
export function useVerdict(search: string | null): Verdict | undefined {
  const client = useQueryClient();
  const asked = useSettled(search ?? '');
  useLive(['activity', 'meter'], () => void client.invalidateQueries({ queryKey: [KEY] }));
  const { data, isError } = useQuery({
    queryKey: [KEY, asked],
    queryFn: ({ signal }) => getJson<{ verdict: RentVerdict | null }>(`/api/market/verdict?${asked}`, signal),
    enabled: asked !== '',
    // The last one stands until the new one is here.
    placeholderData: keepPreviousData,
    refetchInterval: RENEW_MS,
  });
  if (isError && !data) return { kind: 'unread' };
  return data && (data.verdict ?? { kind: 'none' });
}
