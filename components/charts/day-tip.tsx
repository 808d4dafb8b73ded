import { exact, sum, usd } from '@/lib/money';
import { Money } from '../ui/money';
import { dayLabel } from '../ui/time';
import { Swatch } from './legend';
import { type Series, type StackedDay, seriesColour } from './series';

type DayTipProps = { day: StackedDay; series: readonly Series[]; restKey: string | undefined };

/** What a day was made of, from the top of the stack down, and its sum. */
export function DayTip({ day, series, restKey }: DayTipProps) {
  const parts = series
    .map((each, index) => ({
      ...each,
      colour: seriesColour(index, each.key === restKey),
      amount: day.amounts[each.key],
    }))
    .filter((part) => part.amount !== undefined && !usd(part.amount).isZero())
    .reverse();
  return (
    <div className="min-w-40 rounded-lg border border-line bg-surface p-2.5 text-sm shadow-float">
      <p className="mb-1 font-medium">
        {dayLabel(day.day)} {day.open && <span className="font-normal text-ink-3">may still change</span>}
      </p>
      {parts.map((part) => (
        <p key={part.key} className="flex items-center gap-2">
          <Swatch colour={part.colour} />
          <span className="text-ink-2">{part.label}</span>
          <Money amount={part.amount ?? '0'} className="ml-auto pl-4" />
        </p>
      ))}
      <p className="mt-1 flex border-t border-line pt-1 font-semibold">
        Total <Money amount={exact(sum(Object.values(day.amounts).map(usd)))} className="ml-auto pl-4" />
      </p>
    </div>
  );
}
