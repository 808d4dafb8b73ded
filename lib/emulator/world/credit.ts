/** Credit that runs out. At zero every instance stops and loses its GPUs; disks are still billed. */
import type { Account } from './accounts';
import { DAY, HOUR, MINUTE, type Seconds, weekdayOf } from './clock';
import type { Contract } from './contracts';
import { hourlyUse } from './copies';
import { leftOf } from './deposits';
import { CREDIT_LOOK, reconsider } from './lifecycle';
import type { Machine } from './machines';
import { between } from './random';
import { amount, bandwidthTicks, diskTicks, fromNano, gpuTicks, nano, type Ticks } from './ticks';
import type { Movement } from './wallet';
import type { World } from './world';

/** The most that a contract can cost an hour: GPUs, disk, the widest line anybody uses, and what is being copied. */
function burnPerHour(contract: Contract, at: Seconds): Ticks {
  const milliGb = BigInt(12_500 * contract.chunk.size);
  const [down, up] = hourlyUse(contract, at);
  return (
    bandwidthTicks(contract.downNanoGb, BigInt(Math.ceil(down))) +
    bandwidthTicks(contract.upNanoGb, BigInt(Math.ceil(up))) +
    gpuTicks(contract.gpuNanoHour, HOUR) +
    diskTicks(contract.diskNanoGbMonth, BigInt(contract.disk) * BigInt(HOUR)) +
    bandwidthTicks(contract.downNanoGb + contract.upNanoGb, milliGb)
  );
}

const runs = (contract: Contract) =>
  contract.destroyed === null && contract.kind === 'instance' && contract.intended === 'running';

/** Looks at the credit now, ends what can't be paid, and plans the next look before the credit can be gone. */
export function watchCredit(world: World, account: Account, at: Seconds): void {
  const running = account.contracts.filter(runs);
  if (running.length === 0) return;
  const credit = account.wallet.credit(at);
  tellLowCredit(world, account, credit, at);
  if (credit <= 0n) {
    // What was paid in advance runs on.
    stopAll(
      world,
      running.filter((one) => leftOf(world.books, one, at) === 0n),
      at,
    );
    if (!running.some((one) => one.intended === 'running')) return;
  }
  const burn = running.reduce((sum, one) => sum + burnPerHour(one, at), 0n);
  // The next look is when it may be low, or when it may be gone.
  const margin = credit > LOW_CREDIT ? credit - LOW_CREDIT : credit;
  const lasts = margin > 0n ? Number((margin * BigInt(HOUR)) / (burn > 0n ? burn : 1n)) : HOUR;
  const next = at + Math.min(CREDIT_LOOK.most, Math.max(CREDIT_LOOK.least, lasts));
  account.watched = next;
  world.timeline.plan(next, (moment) => {
    if (account.watched === moment) watchCredit(world, account, moment);
  });
}

/** Below it an account is told, once until it has paid in again. */
export const LOW_CREDIT: Ticks = fromNano(nano('5'));

function tellLowCredit(world: World, account: Account, credit: Ticks, at: Seconds): void {
  const low = credit < LOW_CREDIT;
  if (low && !account.warned) {
    const [balance, threshold] = [credit, LOW_CREDIT].map((ticks) => amount(ticks, 2));
    const notice = {
      subject: 'Warning - Your Vast.ai Credit Balance Is Getting Low',
      message: `Your balance is $${balance}, below the threshold of $${threshold}.`,
      data: { balance, threshold },
    };
    world.notifications.tell(account.id, 'client:low_credit', notice, at);
  }
  account.warned = low;
}

function stopAll(world: World, running: readonly Contract[], at: Seconds): void {
  const machines = new Set<Machine>();
  for (const one of running) {
    one.intended = 'stopped';
    machines.add(one.machine);
  }
  for (const machine of machines) reconsider(world, machine, at);
}

export function topUp(world: World, account: Account, at: Seconds, ticks: Ticks): void {
  const paid = at + between(20, 90, world.seed, 'card', account.id, at);
  account.wallet.movements.push({
    id: world.newId(),
    at,
    paid,
    type: 'credit',
    service: 'stripe_payments',
    source: 'stripe',
    description: 'Manual Billing from MASTERCARD ...4412',
    ticks,
  });
}

/** Makes the credit what a test wants it to be; the books show how. */
export function setCredit(world: World, account: Account, at: Seconds, wanted: Ticks): Movement {
  const ticks = wanted - account.wallet.credit(at);
  const into = ticks >= 0n;
  const movement: Movement = {
    id: world.newId(),
    at,
    paid: at,
    type: into ? 'credit' : 'transfer',
    service: into ? 'stripe_payments' : 'transfer',
    source: into ? 'stripe' : account.email,
    ticks,
    description: into ? 'Manual Billing from MASTERCARD ...4412' : 'Transfer to another account',
  };
  account.wallet.movements.push(movement);
  watchCredit(world, account, at);
  return movement;
}

/** When somebody of the team looks at the credit on a day; null at weekends. */
function morningOf(world: World, account: Account, day: number): Seconds | null {
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6) return null;
  return day * DAY + 7 * HOUR + between(5, 150, world.seed, 'morning', account.id, day) * MINUTE;
}

/** Tops up on that day's morning, if there is too little then. */
export function topsUpOn(world: World, account: Account, day: number): void {
  const at = morningOf(world, account, day);
  const { habit } = account;
  if (at === null || !habit || account.wallet.credit(at) >= habit.below) return;
  topUp(world, account, at, habit.amount);
}

/** Goes on doing so from `day` on. */
export function keepHabit(world: World, account: Account, day: number): void {
  if (!account.habit) return;
  world.timeline.plan(morningOf(world, account, day) ?? (day + 1) * DAY, () => {
    topsUpOn(world, account, day);
    keepHabit(world, account, day + 1);
  });
}
