/** Making a deposit, living with it, and giving back what may come back. */
import type { Account } from './accounts';
import { HOUR, MINUTE, type Seconds } from './clock';
import { type Contract, enter, isLive, lastStretch } from './contracts';
import { watchCredit } from './credit';
import { discountFor, leftOf, type Reservation, refundable, WHOLE } from './deposits';
import { diskTicks, gpuTicks, type Nano, type Ticks } from './ticks';
import type { Movement } from './wallet';
import type { World } from './world';

const MONTH: Seconds = 720 * HOUR;

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
  const most = contract.machine.host?.discountMax ?? 0.4;
  const deposits = [...(contract.reserved?.deposits ?? []), { at, ticks }];
  contract.reserved = { full, deposits, discount: discountFor(months, most), months };
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
