/**
 * Exact US dollars. An amount is born from text (a reply's number token, a `numeric` column), stays a
 * decimal through every sum, and becomes text again; it is never a JavaScript number on the way, because
 * a quarter of plausible quantity x price products come out wrong in doubles.
 */
import DecimalLib from 'decimal.js';

// A private constructor: 60 significant digits hold any sum of amounts we can meet, and exponents are never
// printed (`1e-9` would be read as text by a spreadsheet). Changing decimal.js's global would change it for others.
const Exact = DecimalLib.clone({
  precision: 60,
  toExpNeg: -1e9,
  toExpPos: 1e9,
  rounding: DecimalLib.ROUND_HALF_UP,
});

declare const brand: unique symbol;
/** An exact amount of US dollars; may be negative (a refund). */
export type Usd = InstanceType<typeof Exact> & { readonly [brand]?: 'usd' };

const PLAIN = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Parses an amount from its text. Throws on anything but a plain finite number: money is never guessed. */
export function usd(text: string): Usd {
  if (!PLAIN.test(text)) throw new TypeError(`not an amount: ${JSON.stringify(text)}`);
  return new Exact(text);
}

export const isUsd = (value: unknown): value is Usd => value instanceof Exact;

export const ZERO: Usd = new Exact(0);

/** The exact sum; the order and grouping of the amounts never matter. */
export function sum(amounts: Iterable<Usd>): Usd {
  let total: Usd = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** An amount times a quantity given as text or as a whole number (hours, GB, GPUs). */
export const times = (amount: Usd, quantity: string | number): Usd => amount.times(new Exact(quantity));

/** An amount divided by a quantity; keeps 60 significant digits. Division by zero is the caller's bug and throws. */
export function per(amount: Usd, quantity: string | number): Usd {
  const divisor = new Exact(quantity);
  if (divisor.isZero()) throw new RangeError('an amount per zero');
  return amount.div(divisor);
}

/** Every digit, no exponent, no grouping: what a machine's file and the wire carry. */
export const exact = (amount: Usd): string => amount.toFixed();

/** Rounded half-up to `places` decimals, still an amount. */
export const round = (amount: Usd, places: number): Usd =>
  amount.toDecimalPlaces(places, DecimalLib.ROUND_HALF_UP);

/**
 * What a person reads: `$1,284.10`, `-$0.25`. `places` is the same down a column: 2 for totals, 3 for hourly offers.
 */
export function format(amount: Usd, places = 2): string {
  const fixed = amount.abs().toFixed(places, DecimalLib.ROUND_HALF_UP);
  const [whole = '0', fraction] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = amount.isNegative() && !/^[0.]*$/.test(fixed) ? '-' : '';
  return `${sign}$${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * Rounds parts so that they add up to the rounded total (largest remainder), keeping their order.
 * A screen whose rows don't add up to its total is a screen nobody trusts.
 */
export function roundParts(parts: readonly Usd[], places = 2): Usd[] {
  const unit = new Exact(10).pow(-places);
  const floors = parts.map((part) => part.div(unit).floor());
  const target = sum(parts).div(unit).toDecimalPlaces(0, DecimalLib.ROUND_HALF_UP);
  let missing = target.minus(floors.reduce((a, b) => a.plus(b), new Exact(0))).toNumber();
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part.div(unit).minus(floors[index] ?? ZERO) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  const raised = new Set<number>();
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    raised.add(index);
    missing -= 1;
  }
  return floors.map((floor, index) => floor.plus(raised.has(index) ? 1 : 0).times(unit));
}
