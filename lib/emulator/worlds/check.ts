/** What must hold in any world, checked when it begins: a world that lies is worse than none. */
import type { World } from '../world/world';

export function checkWorld(world: World): void {
  const wrong = (what: string): never => {
    throw new Error(`world ${world.name}, seed ${world.seed}: ${what}`);
  };
  if (world.accounts.length === 0) wrong('nobody is in it');
  for (const [id, tenants] of world.tenants) {
    let held = 0;
    for (const one of tenants) {
      if (!one.holding) continue;
      if ((held & one.chunk.slots) !== 0) wrong(`a GPU of machine ${id} is held twice`);
      held |= one.chunk.slots;
    }
  }
  for (const one of world.contracts.values()) {
    if (one.stretches[0]?.from !== one.created) wrong(`contract ${one.id} has a beginning without a state`);
    for (const [index, stretch] of one.stretches.entries()) {
      const next = one.stretches[index + 1];
      if (next && next.from <= stretch.from) wrong(`contract ${one.id} goes back in time`);
    }
    if (one.created > world.epoch || (one.destroyed ?? 0) > world.epoch)
      wrong(`contract ${one.id} lies in the future`);
  }
  for (const account of world.accounts) {
    if (account.wallet.credit(world.epoch) < 0n) wrong(`${account.name} begins in debt`);
  }
}
