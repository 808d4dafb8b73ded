/**
 * Reserved instances: credit that was put into a contract for a discount. Charges draw from it before they draw from
 * the account's credit; what is left comes back when the instance goes, less what the discount was worth and a fee.
 */
import type { Account } from './accounts';
import { type Books, linesOf, OPEN_DAYS_BEFORE, total } from './billing';
import { dayOf, HOUR, MINUTE, type Seconds } from './clock';
import { type Contract, enter, isLive, lastStretch, stretchesWithin } from './contracts';
import { watchCredit } from './credit';
import { diskTicks, gpuTicks, type Nano, type Ticks } from './ticks';
import type { Movement } from './wallet';
import type { World } from './world';

export interface Reservation {
  /** The GPUs' price without the discount. */
  readonly full: Nano;
  readonly deposits: { readonly at: Seconds; readonly ticks: Ticks }[];
  /** In force now, of 10,000. */
  discount: number;
  /** What the latest deposit covered, with what was left then. */
  months: number;
}

const MONTH: Seconds = 720 * HOUR;
const WHOLE = 10_000;
/** The most that hosts give, unless they say otherwise (`credit_discount_max`). */
const MOST = 4000;

/**
 * Of 10,000. The documents give points: 0.546 months 3.5 %, one month 20 %, three months 30 %, 40 % at most; between
 * them the curve is inferred.
 */
export function discountFor(months: number): number {
  const share =
    months < 1 ? 0.2 - (1 - months) * (0.165 / 0.454) : 0.2 + (0.1 * Math.log(months)) / Math.log(3);
  return Math.min(MOST, Math.max(0, Math.round(share * WHOLE)));
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

const hourOf = (contract: Contract, gpu: Nano): Ticks =>
  gpuTicks(gpu, HOUR) + diskTicks(contract.diskNanoGbMonth, BigInt(contract.disk) * BigInt(HOUR));

/** Puts credit into a contract; the discount is reckoned anew from all that it holds then. */
export function prepay(
  world: World,
  account: Account,
  contract: Contract,
  ticks: Ticks,
  at: Seconds,
): Reservation {
  const full = contract.reserved?.full ?? contract.gpuNanoHour;
  const holds = leftOf(world.books, contract, at) + ticks;
  const months = (Number((holds * 1000n) / hourOf(contract, full)) / 1000) * (HOUR / MONTH);
  const deposits = [...(contract.reserved?.deposits ?? []), { at, ticks }];
  contract.reserved = { full, deposits, discount: discountFor(months), months };
  account.wallet.movements.push(movement(world, contract, at, 'reserved', -ticks));
  takeEffect(contract, at);
  watchDeposit(world, contract, at);
  watchCredit(world, account, at);
  return contract.reserved;
}

/** The price now in force, also for the stretch it is in. */
function takeEffect(contract: Contract, at: Seconds): void {
  const { reserved } = contract;
  if (!reserved) return;
  contract.gpuNanoHour = (reserved.full * BigInt(WHOLE - reserved.discount)) / BigInt(WHOLE);
  enter(contract, at, lastStretch(contract).state);
}

/** The discount lasts as long as the deposit. */
function watchDeposit(world: World, contract: Contract, at: Seconds): void {
  const { reserved } = contract;
  if (!reserved || reserved.discount === 0 || !isLive(contract)) return;
  const left = leftOf(world.books, contract, at);
  if (left === 0n) {
    reserved.discount = 0;
    takeEffect(contract, at);
    return;
  }
  const lasts = Number((left * BigInt(HOUR)) / hourOf(contract, contract.gpuNanoHour));
  world.timeline.plan(at + Math.min(6 * HOUR, Math.max(MINUTE, lasts)), (moment) => {
    if (contract.reserved === reserved) watchDeposit(world, contract, moment);
  });
}

/** When the instance goes: what may come back does. */
export function giveBack(world: World, contract: Contract, at: Seconds): void {
  const back = refundable(world.books, contract, at);
  if (back > 0n)
    world.account(contract.account).wallet.movements.push(movement(world, contract, at, 'refund', back));
}

const movement = (
  world: World,
  contract: Contract,
  at: Seconds,
  type: 'reserved' | 'refund',
  ticks: Ticks,
): Movement => ({
  id: world.newId(),
  at,
  paid: at,
  type,
  service: 'reserved',
  source: `instance-${contract.id}`,
  description:
    type === 'reserved' ? `Deposit for instance ${contract.id}` : `Refund of instance ${contract.id}`,
  ticks,
});
