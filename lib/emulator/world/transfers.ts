/** Credit that goes from one wallet to another: a movement on both sides, of the same amount. */
import type { Account } from './accounts';
import type { Seconds } from './clock';
import { watchCredit } from './credit';
import type { Ticks } from './ticks';
import type { World } from './world';

/** False, and nothing moves, when there is too little or nothing to move. */
export function moveCredit(
  world: World,
  { from, to, ticks }: { from: Account; to: Account; ticks: Ticks },
  at: Seconds,
): boolean {
  if (ticks <= 0n || from.wallet.credit(at) < ticks) return false;
  const sides = [
    { of: from, with: to, type: 'transfer', ticks: -ticks, description: `Transfer to ${to.email}` },
    // Money paid in, as a card's is: the row's sign says so (inferred).
    { of: to, with: from, type: 'credit', ticks, description: `Transfer from ${from.email}` },
  ] as const;
  for (const side of sides) {
    side.of.wallet.movements.push({
      id: world.newId(),
      at,
      paid: at,
      type: side.type,
      service: 'transfer',
      source: side.with.email,
      description: side.description,
      ticks: side.ticks,
    });
  }
  watchCredit(world, from, at);
  return true;
}
