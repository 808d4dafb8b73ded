/** What hosts earn: of what renters pay for their machine, all but the platform's share. */

import type { Account } from './accounts';
import { type Item, lifeDays, linesOf } from './billing';
import { dayOf, type Seconds } from './clock';
import type { Hosted } from './hosted';
import type { Ticks } from './ticks';
import type { World } from './world';

/** `platform_fee` of every offer; the host gets the rest. */
export const PLATFORM_PERCENT = 25n;

export type Earned = Record<Item, Ticks>;

export const NOTHING: Earned = { gpu: 0n, disk: 0n, bwd: 0n, bwu: 0n };

export const plus = (a: Earned, b: Earned): Earned => ({
  gpu: a.gpu + b.gpu,
  disk: a.disk + b.disk,
  bwd: a.bwd + b.bwd,
  bwu: a.bwu + b.bwu,
});

export const hostedBy = (world: World, account: Account): Hosted[] =>
  [...world.hosted.values()].filter((one) => one.owner === account);

/** By day since 1970; days on which nobody paid are not in it. */
export function earnedOn(world: World, hosted: Hosted, at: Seconds): Map<number, Earned> {
  const days = new Map<number, Earned>();
  for (const contract of world.contracts.values()) {
    if (contract.machine.id !== hosted.machine.id || contract.unbilled) continue;
    const { first, last } = lifeDays(contract, at);
    for (let day = first; day <= last; day += 1) {
      const earned = { ...(days.get(day) ?? NOTHING) };
      for (const line of linesOf(world.books, contract, day, at))
        earned[line.item] += (line.ticks * (100n - PLATFORM_PERCENT)) / 100n;
      days.set(day, earned);
    }
  }
  return days;
}

/** All that the account has earned as a host. */
export function earnedBy(world: World, account: Account, at: Seconds): Ticks {
  let sum = 0n;
  for (const hosted of hostedBy(world, account)) {
    for (const { gpu, disk, bwd, bwu } of earnedOn(world, hosted, at).values()) sum += gpu + disk + bwd + bwu;
  }
  return sum;
}

export const hostingSince = (world: World, account: Account): number =>
  Math.min(...hostedBy(world, account).map((one) => dayOf(one.since)));
