/**
 * Rents whose host asks more now than they agreed to: they are prolonged only when their renter accepts, and pay the
 * new price from the end they had.
 */
import { DAY, type Seconds } from './clock';
import type { Contract } from './contracts';
import type { Listing } from './hosted';
import { reconsider } from './lifecycle';
import { tellOf } from './telling';
import type { World } from './world';

export interface PriceIncrease {
  readonly id: number;
  readonly contract: Contract;
  readonly asked: Listing;
  /** Where the rent's end would move to. */
  readonly until: Seconds;
  readonly created: Seconds;
}

/** Is anything dearer now than what the rent agreed to? */
export const hasRisen = (rent: Contract, asked: Listing): boolean =>
  (!rent.isBid && asked.gpuNanoHour * BigInt(rent.chunk.size) > rent.gpuNanoHour) ||
  asked.diskNanoGbMonth > rent.diskNanoGbMonth ||
  asked.upNanoGb > rent.upNanoGb ||
  asked.downNanoGb > rent.downNanoGb;

/** In place of what was asked of it before. */
export function askMore(world: World, rent: Contract, asked: Listing, until: Seconds, at: Seconds): void {
  askNoMore(world, rent);
  world.increases.push({ id: world.newId(), contract: rent, asked, until, created: at });
}

export function askNoMore(world: World, rent: Contract): void {
  const known = world.increases.findIndex((one) => one.contract === rent);
  if (known >= 0) world.increases.splice(known, 1);
}

/** What is asked of an account; an ended rent is asked nothing. */
export const increasesFor = (world: World, account: number, at: Seconds): PriceIncrease[] =>
  world.increases.filter(
    ({ contract }) => contract.account === account && contract.destroyed === null && contract.until > at,
  );

/** Storage and traffic stay as agreed: a contract has one price for each, from its first day to its last. */
export function accept(world: World, { contract, asked, until }: PriceIncrease, at: Seconds): void {
  askNoMore(world, contract);
  const before = contract.until;
  contract.until = Math.max(before, until);
  tellOf(world, contract, 'client:contract_extended', at, {
    message: `Instance ${contract.id} runs ${Math.round((contract.until - before) / DAY)} days longer.`,
  });
  if (contract.isBid) return;
  world.timeline.plan(before, (moment) => {
    if (contract.destroyed !== null) return;
    contract.gpuNanoHour = asked.gpuNanoHour * BigInt(contract.chunk.size);
    reconsider(world, contract.machine, moment);
  });
}
