/**
 * Reserved instances: credit that was put into a contract for a discount. Charges draw from it before they draw from
 * the account's credit; what is left comes back when the instance goes, less what the discount was worth and a fee.
 */
import { type Books, linesOf, OPEN_DAYS_BEFORE, total } from './billing';
import { dayOf, type Seconds } from './clock';
import { type Contract, stretchesWithin } from './contracts';
import { gpuTicks, type Nano, type Ticks } from './ticks';

export interface Reservation {
  /** The GPUs' price without the discount. */
  readonly full: Nano;
  readonly deposits: { readonly at: Seconds; readonly ticks: Ticks }[];
  /** In force now, of 10,000. */
  discount: number;
  /** What the latest deposit covered, with what was left then. */
  months: number;
}

export const WHOLE = 10_000;
/**
 * Of 10,000. The documents give points: 0.546 months 3.5 %, one month 20 %, three months 30 %; between
 * them the curve is inferred.
 */
export function discountFor(months: number, most: number): number {
  const share =
    months < 1 ? 0.2 - (1 - months) * (0.165 / 0.454) : 0.2 + (0.1 * Math.log(months)) / Math.log(3);
  return Math.min(Math.round(most * WHOLE), Math.max(0, Math.round(share * WHOLE)));
}

/** What the contract was charged for between two moments, as known at each. */
function chargedBetween(books: Books, contract: Contract, from: Seconds, to: Seconds): Ticks {
  let sum = 0n;
  // Days that may still change are part of it: what is reported late is drawn late.
  for (let day = dayOf(from) - OPEN_DAYS_BEFORE - 1; day <= dayOf(to); day += 1) {
    sum += total(linesOf(books, contract, day, to)) - total(linesOf(books, contract, day, from));
  }
  return sum;
}

const deposited = (reserved: Reservation, at: Seconds): Ticks =>
  reserved.deposits.reduce((sum, one) => (one.at <= at ? sum + one.ticks : sum), 0n);

/** What is left in a contract's deposit. */
export function leftOf(books: Books, contract: Contract, at: Seconds): Ticks {
  let [left, since] = [0n, 0];
  for (const one of contract.reserved?.deposits ?? []) {
    if (one.at > at) break;
    left = one.ticks + (since === 0 ? 0n : spentOf(left, chargedBetween(books, contract, since, one.at)));
    since = one.at;
  }
  return since === 0 ? 0n : spentOf(left, chargedBetween(books, contract, since, at));
}

const spentOf = (left: Ticks, charged: Ticks): Ticks =>
  charged >= left ? 0n : charged <= 0n ? left : left - charged;

/** Charges that a contract's deposit paid instead of the credit. */
export const drawnOf = (books: Books, contract: Contract, at: Seconds): Ticks =>
  contract.reserved ? deposited(contract.reserved, at) - leftOf(books, contract, at) : 0n;

/** What the discount was worth so far. */
export function savedOn(contract: Contract, at: Seconds): Ticks {
  const first = contract.reserved?.deposits[0];
  if (!contract.reserved || !first) return 0n;
  let sum = 0n;
  for (const part of stretchesWithin(contract, first.at, at)) {
    if (part.state === 'running') sum += gpuTicks(contract.reserved.full - part.gpuNanoHour, part.seconds);
  }
  return sum;
}

/** What ending it now would give back: what is left, less the discount received, less five percent. */
export function refundable(books: Books, contract: Contract, at: Seconds): Ticks {
  const left = leftOf(books, contract, at);
  const back = left - savedOn(contract, at) - left / 20n;
  return back > 0n ? back : 0n;
}
