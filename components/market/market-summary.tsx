import { Money } from '@/components/ui/money';
import type { ModelFacet } from '@/lib/queries/market';
import { cardGb } from '@/lib/vast/units';
import { grouped } from './words';

type MarketSummaryProps = { models: readonly ModelFacet[]; onPick: (gpu: string) => void; mayRent: boolean };

const SHOWN = 14;

/** Before an offer is chosen: what each model costs now, as far as the other filters let it through. */
export function MarketSummary({ models, onPick, mayRent }: MarketSummaryProps) {
  return (
    <section aria-label="Models that fit">
      <h2 className="text-xl font-[620] tracking-[-0.01em]">Choose an offer</h2>
      <p className="mt-0.5 mb-3.5 text-ink-3">
        {mayRent
          ? 'Its price, part by part, and the button to rent it appear here.'
          : 'Its price, part by part, appears here. Your role may look but not rent.'}
      </p>
      {models.length === 0 && <p className="text-ink-2">No model fits the other filters.</p>}
      <table className="w-full" hidden={models.length === 0}>
        <caption className="sr-only">Models with their offers, lowest and median price per GPU-hour</caption>
        <thead>
          <tr className="border-b border-line text-left text-sm text-ink-3 [&>th]:pb-1.5 [&>th]:font-medium">
            <th scope="col">Model</th>
            <th scope="col" className="text-right">
              Offers
            </th>
            <th scope="col" className="text-right">
              From
            </th>
            <th scope="col" className="text-right">
              Median
            </th>
          </tr>
        </thead>
        <tbody>
          {models.slice(0, SHOWN).map(({ gpu, vramMb, offers, from, median }) => (
            <tr key={`${gpu} ${vramMb}`} className="h-[31px] border-b border-line last:border-0">
              <th scope="row" className="max-w-0 truncate text-left font-normal" style={{ width: '46%' }}>
                <button
                  type="button"
                  className="min-h-6 hover:underline"
                  onClick={() => onPick(gpu)}
                  title={`Show only ${gpu}`}
                >
                  {gpu} <span className="text-ink-3">{cardGb(vramMb)}</span>
                </button>
              </th>
              <td className="text-right text-ink-2">{grouped(offers)}</td>
              <td className="text-right">
                <Money amount={from} places={3} bare />
              </td>
              <td className="text-right text-ink-2">
                <Money amount={median} places={3} bare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2.5 text-sm text-ink-3" hidden={models.length === 0}>
        $ per GPU-hour, memory in GB.
        {models.length > SHOWN && ` ${models.length - SHOWN} rarer models are left out.`}
      </p>
    </section>
  );
}
