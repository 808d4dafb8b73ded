import { exact, sum, usd } from '@/lib/money';
import { Money } from '../ui/money';
import { dayLabel } from '../ui/time';
import type { Series, StackedDay } from './series';

type Props = { label: string; days: readonly StackedDay[]; series: readonly Series[]; maxHeight: number };

/** The chart's numbers to the cent, newest day first. */
export function StackedDaysTable({ label, days, series, maxHeight }: Props) {
  const total = (amounts: StackedDay['amounts']) => exact(sum(Object.values(amounts).map(usd)));
  return (
    <section aria-label={label} className="data-frame border-t border-line" style={{ maxHeight }}>
      <table className="data" data-dense style={{ minWidth: 110 + (series.length + 1) * 104 }}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            {series.map((each) => (
              <th key={each.key} scope="col" className="num">
                {each.label}
              </th>
            ))}
            <th scope="col" className="num">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">
                {dayLabel(day.day)}
                {day.open && <span className="text-ink-3"> open</span>}
              </th>
              {series.map((each) => (
                <td key={each.key} className="num">
                  <Money amount={day.amounts[each.key] ?? '0'} />
                </td>
              ))}
              <td className="num">
                <b>
                  <Money amount={total(day.amounts)} />
                </b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
