/** Northwind AI in a month that Vast.ai corrects afterwards: days that stood for weeks are changed at known moments. */
import type { Account } from '../world/accounts';
import { linesOf, total } from '../world/billing';
import { DAY, dayOf, HOUR, MINUTE } from '../world/clock';
import type { Contract } from '../world/contracts';
import type { World } from '../world/world';
import { smallTeam } from './small-team';

/** Which day, how much of the GPU time is given back (100: the whole row goes), and when that becomes known. */
const CORRECTIONS = [
  { daysAgo: 5, percentLess: 15, after: 15 * MINUTE },
  { daysAgo: 9, percentLess: 30, after: 2 * HOUR },
  { daysAgo: 14, percentLess: 100, after: 2 * HOUR },
  { daysAgo: 23, percentLess: 12, after: 26 * HOUR },
  { daysAgo: 33, percentLess: 25, after: 26 * HOUR },
  { daysAgo: 6, percentLess: 8, after: 3 * DAY },
  { daysAgo: 5, percentLess: 40, after: 4 * DAY },
];

export function restatedMonth(world: World, history: number): void {
  smallTeam(world, history);
  const today = dayOf(world.epoch);
  for (const account of world.accounts) {
    for (const { daysAgo, percentLess, after } of CORRECTIONS.filter((one) => one.daysAgo < history)) {
      const day = today - daysAgo;
      const contract = dearest(world, account, day);
      if (!contract) continue;
      const knownAt = world.epoch + after;
      world.books.restatements.push({ contract: contract.id, day, knownAt, gpuPercentLess: percentLess });
    }
  }
}

/** The contract that cost the most on a day. */
function dearest(world: World, account: Account, day: number): Contract | undefined {
  const cost = (one: Contract) => total(linesOf(world.books, one, day, world.epoch));
  return account.contracts.reduce<Contract | undefined>(
    (most, one) => (cost(one) > (most ? cost(most) : 0n) ? one : most),
    undefined,
  );
}
