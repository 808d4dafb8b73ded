import { exact, per, round, times, usd } from '@/lib/money';

/** How much an amount is above or below another in percent, one decimal; null where there is nothing to compare with. */
export function percentChange(now: string, before: string | undefined): string | null {
  if (before === undefined || usd(before).isZero()) return null;
  return round(times(per(usd(now).minus(usd(before)), before), 100), 1).toFixed(1);
}

/** Share of a total in percent, one decimal. */
export function share(part: string, total: string): string | null {
  return usd(total).isZero() ? null : round(times(per(usd(part), total), 100), 1).toFixed(1);
}

/** Money that grew is red from a tenth on, money that shrank green: less than that is how weeks are. */
const NOTABLE_PERCENT = 10;

export function Change({ now, before }: { now: string; before: string | undefined }) {
  const percent = percentChange(now, before);
  if (percent === null) {
    return <span className="text-ink-3">{usd(now).isZero() || before === undefined ? '–' : 'new'}</span>;
  }
  const value = Number(percent);
  const tone = value >= NOTABLE_PERCENT ? 'text-bad' : value <= -NOTABLE_PERCENT ? 'text-run' : 'text-ink-2';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return (
    <span className={tone}>
      {sign}
      {percent.replace('-', '')} <span className="text-ink-3">%</span>
    </span>
  );
}

/** The exact difference of two amounts. */
export const difference = (now: string, before: string): string => exact(usd(now).minus(usd(before)));
