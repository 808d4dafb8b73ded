import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { type MarketPage, type MarketView, searchMarket } from './market';
import type { MarketFilters } from './market-filters';
import { type MarketState, marketState } from './market-state';

export interface MarketAnswer {
  state: MarketState;
  /** Null when whoever asks has this revision already: a hundred screens cost as much as one. */
  page: MarketPage | null;
}

/** What a market screen shows. `seen` is the revision that it has for the same question. */
export async function marketAnswer(
  db: Tx,
  scope: Scope,
  filters: MarketFilters,
  view: MarketView & { now: Date; seen?: string | null },
): Promise<MarketAnswer> {
  const state = await marketState(db, scope, view.now);
  const page = view.seen === state.revision ? null : await searchMarket(db, scope, filters, view);
  return { state, page };
}
