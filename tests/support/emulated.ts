/** A world without its server, for rules that need no HTTP: time is what the test says it is. */
import type { Account } from '@/lib/emulator/world/accounts';
import { worldClock } from '@/lib/emulator/world/clock';
import type { World } from '@/lib/emulator/world/world';
import { buildWorld, usualHistory } from '@/lib/emulator/worlds';

/** Monday 23 November 2026, 15:52 UTC. */
export const EPOCH = Date.UTC(2026, 10, 23, 15, 52) / 1000;

export function emulated(
  name: string,
  { seed = 7, history = usualHistory(name), epoch = EPOCH } = {},
): World {
  const clock = worldClock(epoch, 0, () => 0);
  return buildWorld({ world: name, seed, epoch, history }, clock);
}

export function pass(world: World, seconds: number): number {
  world.clock.advance(seconds);
  return world.settle();
}

export function only(world: World): Account {
  const account = world.accounts[0];
  if (!account) throw new Error(`${world.name} has no account`);
  return account;
}
