'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef } from 'react';
import { getJson } from '@/components/frame/get-json';
import { useLive } from '@/components/live/use-live';
import type { MarketPage } from '@/lib/queries/market';
import type { MarketAnswer } from '@/lib/queries/market-answer';
import type { MarketState } from '@/lib/queries/market-state';
import { type MarketParams, questionOf, ROWS_STEP } from './params';
import { type ShownOffer, withGone } from './with-gone';

export interface Market {
  state: MarketState;
  page: MarketPage;
  rows: ShownOffer[];
  /** When this was answered, on this browser's clock. */
  answeredMs: number;
}

/** With a stream, a note brings every look at the market; without, it is asked for. Unchanged answers cost little. */
const CALM_MS = 30_000;
const POLL_MS = 10_000;

/** The market for what is asked, renewed as it moves. `drawn` is what the server drew the page with, and for what. */
export function useMarket(
  params: MarketParams,
  limit: number,
  drawn: { question: string; answer: MarketAnswer },
  pointedAt: RefObject<boolean>,
) {
  const client = useQueryClient();
  const { connected } = useLive(['market', 'accounts'], () =>
    client.invalidateQueries({ queryKey: ['market'] }),
  );
  const question = questionOf(params);
  const queryKey = ['market', question, limit];
  const first = useRef(fromServer(drawn.answer));
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Market> => {
      const before = client.getQueryData<Market>(queryKey);
      const asked = new URLSearchParams(question);
      asked.set('limit', String(limit));
      if (before) asked.set('seen', before.state.revision);
      const { state, page } = await getJson<MarketAnswer>(`/api/market?${asked}`, signal);
      const now = page ?? before?.page;
      if (!now) throw new Error('unchanged, but nothing was here before');
      const rows = page ? withGone(page.rows, before?.rows ?? [], pointedAt.current) : (before?.rows ?? []);
      return { state, page: now, rows, answeredMs: Date.now() };
    },
    initialData: drawn.question === question && limit === ROWS_STEP ? first.current : undefined,
    // The rows of the last question stay until the new ones are here.
    placeholderData: keepPreviousData,
    refetchInterval: connected ? CALM_MS : POLL_MS,
  });
}

function fromServer({ state, page }: MarketAnswer): Market | undefined {
  return page ? { state, page, rows: page.rows, answeredMs: Date.now() } : undefined;
}
