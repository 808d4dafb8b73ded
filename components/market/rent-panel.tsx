'use client';

import type { RefObject } from 'react';
import { referenceOf } from '@/components/frame/get-json';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import type { RentChoices } from '@/lib/queries/market-rent';
import type { MarketAccount } from '@/lib/queries/market-state';
import { offerGone } from '@/lib/vast/problems';
import { Alternatives } from './alternatives';
import { PanelSkeleton } from './panel-skeleton';
import type { MarketParams, SetParams } from './params';
import type { RentMemory } from './rent-draft';
import { RentForm } from './rent-form';
import { RentProgressPanel } from './rent-progress';
import { useOffer } from './use-offer';
import { useRent } from './use-rent';

export type RentPanelProps = {
  offerId: number;
  params: MarketParams;
  set: SetParams;
  choices: RentChoices;
  accounts: MarketAccount[];
  memory: RefObject<RentMemory>;
  /** It stands in a sheet, which has the title; the foot with the button stays in view. */
  sheet: boolean;
};

/** One offer: what it costs part by part, what is filled in, the button with the price, and then what becomes of it. */
export function RentPanel(props: RentPanelProps) {
  const { offerId, params, set, choices, memory } = props;
  const { data, error, refetch } = useOffer(offerId, params);
  const { phase, rent, startOver } = useRent();
  const taken = phase.at === 'form' && phase.problem?.code === offerGone.code;

  if (phase.at === 'sent') {
    return <RentProgressPanel rentKey={phase.key} onAgain={startOver} onDone={() => set({ offer: null })} />;
  }
  if (error && !data) {
    return (
      <Failure
        what="The offer could not be read."
        why={error.message}
        again
        reference={referenceOf(error)}
        action={<Button onClick={() => refetch()}>Read it again</Button>}
      />
    );
  }
  if (!data) return <PanelSkeleton />;
  const { offer, alternatives } = data;
  if (!offer || offer.gone || taken) {
    return (
      <Alternatives
        offer={offer}
        alternatives={alternatives}
        diskGb={params.disk}
        refused={taken}
        onPick={(id) => set({ offer: id })}
      />
    );
  }
  const accounts = props.accounts.filter(({ origin }) => origin === offer.origin);
  return (
    <RentForm
      key={offer.id}
      offer={offer}
      params={params}
      set={set}
      choices={choices}
      accounts={accounts}
      sheet={props.sheet}
      memory={memory}
      pending={phase.at === 'sending'}
      problem={phase.at === 'form' ? phase.problem : undefined}
      refusedDiskGb={phase.at === 'form' ? phase.diskGb : undefined}
      onRent={async (order) => {
        const sent = await rent(order);
        if (sent) memory.current.used.unshift(order.label);
      }}
    />
  );
}
