'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useRef, useState } from 'react';
import { useShortcuts } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import type { MarketAnswer } from '@/lib/queries/market-answer';
import type { RentChoices } from '@/lib/queries/market-rent';
import { FilterChips } from './filter-chips';
import { Filters } from './filters';
import { MarketAge } from './market-age';
import { MarketBars } from './market-bars';
import { MarketFrame } from './market-frame';
import { NeverSeen, NoAccount } from './no-offers';
import { OfferSide } from './offer-side';
import { OffersTable } from './offers-table';
import { changedFilters, marketParsers, ROWS_STEP, type SetParams } from './params';
import { useMarket } from './use-market';
import { grouped, typeOptions, typeSays } from './words';

// A wide window shows the filters themselves.
const FilterSheet = dynamic(() => import('./filter-sheet').then((file) => file.FilterSheet));

export type MarketScreenProps = {
  /** What the server drew the page with, and the question it answers. */
  drawn: { question: string; answer: MarketAnswer };
  choices: RentChoices;
  mayLink: boolean;
};

/** The market: what to look for at the left, what fits, and the chosen offer at the right. */
export function MarketScreen({ drawn, choices, mayLink }: MarketScreenProps) {
  const [params, setParams] = useQueryStates(marketParsers, { history: 'replace', shallow: true });
  const [limit, setLimit] = useState(ROWS_STEP);
  const [filtering, setFiltering] = useState(false);
  // Once it was open it stays, so that it can close with its motion.
  const [filterSheet, setFilterSheet] = useState(false);
  const openFilters = () => {
    setFilterSheet(true);
    setFiltering(true);
  };
  const pointedAt = useRef(false);
  const filterColumn = useRef<HTMLElement>(null);
  const query = useMarket(params, limit, drawn, pointedAt);
  const set: SetParams = (change) => {
    // Another question begins at its top; another offer is the same question.
    if (Object.keys(change).some((key) => key !== 'offer')) setLimit(ROWS_STEP);
    void setParams(change);
  };
  useShortcuts([
    {
      keys: '/',
      label: 'Filter the market',
      group: 'Market',
      run: () => {
        const first = filterColumn.current?.querySelector<HTMLElement>('button, input, select');
        if (first && first.offsetParent !== null) first.focus();
        else openFilters();
      },
    },
    ...(params.offer === null
      ? []
      : [{ keys: 'escape', label: 'Put the offer aside', group: 'Market', run: () => set({ offer: null }) }]),
  ]);

  const market = query.data;
  if (!market) return <MarketFrame title={<PageHead title="Market" />}>{null}</MarketFrame>;
  const { state, page } = market;
  const asked = changedFilters(params).length;
  const seen = state.sweptAt !== null || page.all > 0;
  if (state.accounts.length === 0 || !seen) {
    return (
      <MarketFrame title={<PageHead title="Market" />}>
        {state.accounts.length === 0 ? <NoAccount mayLink={mayLink} /> : <NeverSeen state={state} />}
      </MarketFrame>
    );
  }
  return (
    <MarketFrame
      title={
        <>
          <PageHead
            title="Market"
            sub={
              <>
                {grouped(page.total)} of {grouped(page.all)} offers fit. <MarketAge market={market} />{' '}
                {typeSays[params.type]}
              </>
            }
            actions={
              <>
                <Button className="lg:hidden" onClick={openFilters}>
                  Filter{asked > 0 && ` (${asked})`}
                </Button>
                <Segmented
                  label="How to rent"
                  name="type"
                  value={params.type}
                  onChange={(type) => set({ type })}
                  options={typeOptions}
                />
              </>
            }
          />
          <MarketBars market={market} failed={query.isError} />
          <div className="mb-3.5 empty:hidden lg:hidden">
            <FilterChips params={params} set={set} />
          </div>
        </>
      }
    >
      <div className="border-line max-md:px-4 md:grid md:border-t lg:grid-cols-[212px_minmax(0,1fr)] min-[87.5rem]:grid-cols-[212px_minmax(0,1fr)_308px]">
        <aside
          ref={filterColumn}
          aria-label="Filters"
          className="hidden overflow-y-auto border-r border-line py-4 pr-4 pl-6 lg:block lg:max-h-(--room)"
        >
          <Filters params={params} set={set} page={page} />
        </aside>
        <OffersTable
          market={market}
          params={params}
          set={set}
          limit={limit}
          onMore={setLimit}
          pointedAt={pointedAt}
          waiting={query.isPlaceholderData}
        />
        <OfferSide params={params} set={set} market={market} choices={choices} />
      </div>
      {filterSheet && (
        <FilterSheet open={filtering} onOpenChange={setFiltering} params={params} set={set} page={page} />
      )}
    </MarketFrame>
  );
}
