import { exact, roundParts, sum, usd } from '@/lib/money';
import { Money } from '../ui/money';
import { dayLabel } from '../ui/time';
import type { Series, StackedDay } from './series';

type Props = {
  label: string;
  days: readonly StackedDay[];
  series: readonly Series[];
  maxHeight: number;
  onDay?: (day: string) => void;
};

/** The chart's numbers to the cent, newest day first. */
export function StackedDaysTable({ label, days, series, maxHeight, onDay }: Props) {
  const rows = days.toReversed().map(({ day, open, amounts }) => {
    const parts = series.map(({ key }) => usd(amounts[key] ?? '0'));
    // Rounded together, so that a row adds up to its total.
    return { day, open, cells: roundParts(parts).map(exact), total: exact(sum(parts)) };
  });
  return (
    <section
      aria-label={label}
      className="data-frame border-t border-line"
      style={{ maxHeight }}
      // What scrolls is reached by the keyboard: by its days, or itself.
      {...(onDay ? {} : { tabIndex: 0 })}
    >
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
          {rows.map(({ day, open, cells, total }) => (
            <tr key={day}>
              <th scope="row">
                {onDay ? (
                  <button type="button" className="link min-h-6" onClick={() => onDay(day)}>
                    {dayLabel(day)}
                  </button>
                ) : (
                  dayLabel(day)
                )}
                {open && <span className="text-ink-3"> open</span>}
              </th>
              {series.map(({ key }, index) => (
                <td key={key} className="num">
                  <Money amount={cells[index] ?? '0'} />
                </td>
              ))}
              <td className="num">
                <b>
                  <Money amount={total} />
                </b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
