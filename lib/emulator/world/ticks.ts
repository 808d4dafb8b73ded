/**
 * The world's own money: whole ticks. A tick is so small that GPU seconds at nano-dollars an hour, disk at
 * nano-dollars per GB and month, and bandwidth at nano-dollars per GB all come out whole, so the books of the world
 * balance exactly and only the API's border rounds.
 */
import { exact, round, times, usd } from '@/lib/money';

/** An exact amount; 2,592,000,000 ticks are one nano-dollar. */
export type Ticks = bigint;
/** A price in nano-dollars ($0.389 = 389,000,000n); its unit (hour, GB-month, GB) is in the name of what holds it. */
export type Nano = bigint;
/** Thousandths of a GB. */
export type MilliGb = number;

const TICKS_PER_NANO = 2_592_000_000n;
const NANO_PER_DOLLAR = 1_000_000_000n;

/** Hours in the month that storage is priced by: 30 days (`vastai/cli/commands/price_increase.py` of the CLI). */
const MONTH_HOURS = 720n;

export const gpuTicks = (nanoPerHour: Nano, seconds: number): Ticks =>
  nanoPerHour * BigInt(seconds) * (TICKS_PER_NANO / 3600n);

/** `quantity` is milli-GB times seconds. */
export const diskTicks = (nanoPerGbMonth: Nano, quantity: bigint): Ticks =>
  nanoPerGbMonth * quantity * (TICKS_PER_NANO / (MONTH_HOURS * 3600n * 1000n));

export const bandwidthTicks = (nanoPerGb: Nano, quantity: bigint): Ticks =>
  nanoPerGb * quantity * (TICKS_PER_NANO / 1000n);

/** Reads a price or an amount from its text; half a nano-dollar is rounded up. */
export const nano = (text: string): Nano => BigInt(exact(round(times(usd(text), '1000000000'), 0)));

export const fromNano = (amount: Nano): Ticks => amount * TICKS_PER_NANO;

/** `numerator / denominator` as text with `places` decimals, rounded half away from zero. */
export function ratio(numerator: bigint, denominator: bigint, places: number): string {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places);
  const whole = (scaled * 2n + denominator) / (denominator * 2n);
  const digits = whole.toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return numerator < 0n && whole !== 0n ? `-${text}` : text;
}

export const dollars = (amount: Ticks, places: number): string =>
  ratio(amount, TICKS_PER_NANO * NANO_PER_DOLLAR, places);

/**
 * A price as a JSON number. Both numbers are whole and below 2^53, so that the quotient is the double nearest to the
 * decimal: the same one that reading "0.389" gives.
 */
export const price = (amount: Nano): number => Number(amount) / 1e9;

/** An amount as the API prints it (charges: 3 decimals; credit: 2). */
export const amount = (ticks: Ticks, places: number): number => Number(dollars(ticks, places));

/** What a disk of `size` costs an hour, rounded as the API quotes it: six decimals. */
export function diskHour(nanoPerGbMonth: Nano, size: MilliGb): number {
  const unit = MONTH_HOURS * 1_000_000n;
  return Number((nanoPerGbMonth * BigInt(size) * 2n + unit) / (unit * 2n)) / 1e6;
}
