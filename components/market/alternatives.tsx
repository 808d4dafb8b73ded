import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { recoverFocus } from '@/components/ui/lost-focus';
import { Money } from '@/components/ui/money';
import { Status } from '@/components/ui/status';
import type { OfferForRent } from '@/lib/queries/market-offer';
import type { OfferRow } from '@/lib/queries/market-rows';
import { OfferTitle, offerName, VsMedian } from './columns';

type AlternativesProps = {
  /** Null: these markets never had it. */
  offer: OfferForRent | null;
  alternatives: readonly OfferRow[];
  diskGb: number;
  /** It went while it was being rented. */
  refused: boolean;
  onPick: (id: number) => void;
};

/** The offer has gone: said in a sentence, with the three nearest to it. */
export function Alternatives({ offer, alternatives, diskGb, refused, onPick }: AlternativesProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => recoverFocus(head.current), []);
  return (
    <section aria-label="The offer has gone" role={refused ? 'alert' : undefined}>
      <h2 ref={head} tabIndex={-1} className="text-xl font-[620] tracking-[-0.01em]">
        {offer ? offerName(offer) : 'No such offer'}
      </h2>
      <Status tone="off">Gone</Status>
      <p className="mt-1 mb-4 text-ink-2">
        {offer
          ? refused
            ? 'Somebody took it, or its host withdrew it, before the rent arrived. Nothing was rented.'
            : 'Somebody took it, or its host withdrew it. Nothing was rented.'
          : 'None of the linked accounts’ markets has an offer of this number. It may have gone days ago.'}
      </p>
      {alternatives.length > 0 ? (
        <>
          <h3 className="mb-1 text-sm font-medium text-ink-2">Nearest in price, same model and count</h3>
          <ul className="border-t border-line">
            {alternatives.map((row) => (
              <li key={row.id} className="flex items-center gap-3 border-b border-line py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="truncate">
                    <OfferTitle row={row} />
                  </p>
                  <p className="truncate text-sm text-ink-3">
                    {row.place ?? 'place not said'}
                    {row.reliability !== null && ` · ${row.reliability.toFixed(1)} %`}{' '}
                    <VsMedian percent={row.vsMedian} />
                  </p>
                </div>
                <Button
                  onClick={() => onPick(row.id)}
                  aria-label={`See ${offerName(row)} in ${row.place ?? 'a place not said'}`}
                >
                  <Money amount={row.pay} places={3} unit="/h" />
                </Button>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm text-ink-3">With {diskGb} GB of disk.</p>
        </>
      ) : (
        offer && <p className="text-ink-2">No other offer of this model and count fits the chosen disk.</p>
      )}
    </section>
  );
}
