import type { OfferRow } from '@/lib/queries/market-rows';

/** A row as it stands on the screen: one that has vanished fades before it goes. */
export interface ShownOffer extends OfferRow {
  gone?: boolean;
}

export const offerKey = (offer: Pick<OfferRow, 'origin' | 'id'>): string => `${offer.origin} ${offer.id}`;

/**
 * The new rows, with those that vanished since the last ones left where they stood. `keep`: rows that had vanished
 * earlier stay too, because somebody points at the table and nothing may move under the pointer.
 */
export function withGone(
  next: readonly OfferRow[],
  before: readonly ShownOffer[],
  keep: boolean,
): ShownOffer[] {
  const there = new Set(next.map(offerKey));
  const after = new Map<string | undefined, ShownOffer[]>();
  let stood: string | undefined;
  for (const row of before) {
    if (there.has(offerKey(row))) stood = offerKey(row);
    else if (keep || !row.gone) {
      const shown = row.gone ? row : { ...row, gone: true };
      after.set(stood, [...(after.get(stood) ?? []), shown]);
    }
  }
  if (after.size === 0) return [...next];
  return [
    ...(after.get(undefined) ?? []),
    ...next.flatMap((row) => [row, ...(after.get(offerKey(row)) ?? [])]),
  ];
}
