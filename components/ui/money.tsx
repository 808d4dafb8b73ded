import { format, usd } from '@/lib/money';
import { cx } from './cx';

type MoneyProps = {
  /** The exact amount as text, as it travels: "1284.1". */
  amount: string;
  /** The same down a column: 2 for totals, 3 for hourly offers. */
  places?: number;
  /** "/h", "a day"; small and grey. */
  unit?: string;
  /** Leave the dollar sign to the column's head. */
  bare?: boolean;
  /** A difference: shows + too. */
  signed?: boolean;
  className?: string;
};

/** The text a person reads, with a real minus sign (a hyphen is not read aloud). */
export function moneyText(amount: string, { places = 2, bare = false, signed = false } = {}): string {
  const text = format(usd(amount), places);
  const minus = text.startsWith('-');
  const plain = text.slice(minus ? 1 : 0);
  const zero = /^[$0.]*$/.test(plain);
  const sign = minus ? '−' : signed && !zero ? '+' : '';
  return sign + (bare ? plain.slice(1) : plain);
}

/** An amount; every digit of it is in the title. */
export function Money({ amount, places, unit, bare, signed, className }: MoneyProps) {
  const text = moneyText(amount, { places, bare, signed });
  return (
    <data value={amount} title={`$${amount}`} className={cx('whitespace-nowrap', className)}>
      {text}
      {unit && <span className="font-normal text-ink-3">{unit.startsWith('/') ? unit : ` ${unit}`}</span>}
    </data>
  );
}
