/** What a rent costs, part by part. The same arithmetic as the gateway's, so that what is shown is what is held to. */
import { exact, per, round, roundParts, times, type Usd, usd, ZERO } from '@/lib/money';
import { diskHour, offerHour } from '@/lib/vast/price';

export interface PriceParts {
  /** GPUs in the offer. */
  count: number;
  /** $/h for the whole machine, exact. */
  dphBase: string;
  /** $/GB/month, exact. */
  storageCost: string;
}

export interface PriceReceipt {
  /** One GPU an hour, to three decimals. */
  each: string;
  /** Parts to three decimals that add up to the sum as shown. */
  gpus: string;
  disk: string;
  /** Per hour, to three decimals. */
  hour: string;
  /** Per hour, every digit: what the rent is held to. */
  exactHour: string;
  /** For all hours until it ends, to cents; null without an end. */
  atMost: string | null;
  /** A day of it, to cents. */
  day: string;
}

/** `bid` replaces the price of the GPUs; `hours` until it ends, null without an end. */
export function receiptOf(
  offer: PriceParts,
  diskGb: number,
  given: { bid?: string; hours: number | null },
): PriceReceipt {
  const bid = given.bid === undefined ? undefined : usd(given.bid);
  const base = { dphBase: usd(offer.dphBase), storageCost: usd(offer.storageCost) };
  const hour = offerHour(base, diskGb, bid);
  const [gpus = ZERO, disk = ZERO] = roundParts([bid ?? base.dphBase, diskHour(base.storageCost, diskGb)], 3);
  const places = (amount: Usd, digits: number) => amount.toFixed(digits);
  return {
    each: places(round(per(bid ?? base.dphBase, offer.count), 3), 3),
    gpus: places(gpus, 3),
    disk: places(disk, 3),
    hour: places(round(hour, 3), 3),
    exactHour: exact(hour),
    atMost: given.hours === null ? null : places(round(times(hour, String(given.hours)), 2), 2),
    day: places(round(times(hour, 24), 2), 2),
  };
}

/** The machine's price behind a sum per hour that Vast.ai now asks, so that a receipt can be drawn anew. */
export const baseBehind = (hourUsd: string, offer: PriceParts, diskGb: number): string =>
  exact(usd(hourUsd).minus(diskHour(usd(offer.storageCost), diskGb)));

/** A tenth above the lowest winning bid: whoever bids a cent more doesn't stop it at once. In thousandths, upwards. */
export function suggestedBid(minBid: string): string {
  const raised = times(usd(minBid), '1.1');
  const down = round(raised, 3);
  return exact(down.lessThan(raised) ? down.plus(usd('0.001')) : down);
}

/** Hours until the credit is used up by this alone; null when it costs nothing. */
export function hoursOfCredit(credit: string, exactHour: string): number | null {
  const hour = usd(exactHour);
  return hour.greaterThan(0) ? Math.max(0, usd(credit).dividedBy(hour).toNumber()) : null;
}

/** Dollars as somebody types them, or null: "0.25", "$0.25", "0,25". */
export function typedAmount(text: string): string | null {
  const plain = text.trim().replace(/^\$/, '').replace(',', '.');
  return /^\d{1,6}([.]\d{1,6})?$/.test(plain) ? exact(usd(plain)) : null;
}
