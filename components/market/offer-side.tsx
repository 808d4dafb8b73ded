'use client';

import dynamic from 'next/dynamic';
import { useRef } from 'react';
import { useShortcuts } from '@/components/shell/shortcuts';
import type { RentChoices } from '@/lib/queries/market-rent';
import { offerName } from './columns';
import { MarketSummary } from './market-summary';
import { PanelSkeleton } from './panel-skeleton';
import type { MarketParams, SetParams } from './params';
import type { RentMemory } from './rent-draft';
import type { Market } from './use-market';
import { useWide } from './use-wide';

// Most visits look and leave: the form and the sheet come with the first offer that is chosen.
const RentPanel = dynamic(() => import('./rent-panel').then((file) => file.RentPanel), {
  loading: PanelSkeleton,
});
const Sheet = dynamic(() => import('@/components/ui/sheet').then((file) => file.Sheet));

type OfferSideProps = { params: MarketParams; set: SetParams; market: Market; choices: RentChoices };

/** The chosen offer: beside the table where there is room, else over it. */
export function OfferSide({ params, set, market, choices }: OfferSideProps) {
  const wide = useWide();
  // Once it was open it stays, so that it can close with its motion.
  const sheetSeen = useRef(false);
  const memory = useRef<RentMemory>({ draft: null, used: [] });
  const side = useRef<HTMLElement>(null);
  const { offer } = params;
  if (offer !== null) sheetSeen.current = true;
  useShortcuts(
    [
      {
        keys: 'r',
        label: 'Fill in the rent',
        group: 'Market',
        run: () => side.current?.querySelector<HTMLElement>('select, input')?.focus(),
      },
    ],
    offer !== null && wide === true,
  );
  const row = market.rows.find(({ id }) => id === offer);
  const panel = (sheet: boolean) =>
    offer !== null && (
      <RentPanel
        key={offer}
        offerId={offer}
        params={params}
        set={set}
        choices={choices}
        accounts={market.state.accounts}
        memory={memory}
        sheet={sheet}
      />
    );
  return (
    <>
      {wide !== false && (
        <aside
          ref={side}
          aria-label="Rent"
          className="hidden overflow-y-auto border-l border-line py-4 pr-6 pl-5 min-[87.5rem]:block min-[87.5rem]:max-h-(--room)"
        >
          {panel(false) || (
            <MarketSummary
              models={market.page.facets.models}
              onPick={(gpu) => set({ gpu: [gpu] })}
              mayRent={choices.mayRent}
            />
          )}
        </aside>
      )}
      {wide === false && (offer !== null || sheetSeen.current) && (
        <Sheet
          open={offer !== null}
          onOpenChange={(open) => !open && set({ offer: null })}
          title={row ? `Rent ${offerName(row)}` : 'Rent'}
        >
          {panel(true)}
        </Sheet>
      )}
    </>
  );
}
