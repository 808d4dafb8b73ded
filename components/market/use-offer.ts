'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '@/components/frame/get-json';
import type { OfferForRent } from '@/lib/queries/market-offer';
import type { OfferRow } from '@/lib/queries/market-rows';
import type { RentOptions } from '@/lib/surfaces/rent-options';
import { type MarketParams, marketSearch } from './params';

export interface OfferAnswer {
  /** Null: these markets never had it. */
  offer: OfferForRent | null;
  alternatives: OfferRow[];
}

const RENEW_MS = 15_000;

/** The chosen offer with its price parts; read again with every look at the market (the key begins with `market`). */
export const useOffer = (id: number, { type, disk }: Pick<MarketParams, 'type' | 'disk'>) =>
  useQuery({
    queryKey: ['market', 'offer', id, type, disk],
    queryFn: ({ signal }) =>
      getJson<OfferAnswer>(`/api/market/offers/${id}${marketSearch({ type, disk })}`, signal),
    // Another disk or type of the same offer: its parts stand until the new ones are here.
    placeholderData: (before, query) => (query?.queryKey[2] === id ? keepPreviousData(before) : undefined),
    refetchInterval: RENEW_MS,
  });

/** The account's templates and keys at Vast.ai; asked when a panel opens, kept for a while. */
export const useRentOptions = (accountId: string | undefined) =>
  useQuery({
    queryKey: ['rent-options', accountId],
    queryFn: ({ signal }) => getJson<RentOptions>(`/api/market/options/${accountId}`, signal),
    enabled: accountId !== undefined,
    staleTime: 120_000,
  });
