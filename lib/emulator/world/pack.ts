/** Moves what runs on a machine to one end of it, so that more whole chunks are free. */
import type { Seconds } from './clock';
import type { Hosted } from './hosted';
import { reconsider } from './lifecycle';
import type { World } from './world';

/** How many moved. The largest go first: each then begins where a chunk of its size begins. */
export function pack(world: World, { machine, job }: Hosted, at: Seconds): number {
  const tenants = world
    .tenantsOf(machine)
    .filter((one) => one.holding && !job?.instances.includes(one))
    .sort((a, b) => b.chunk.size - a.chunk.size || a.id - b.id);
  let moved = 0;
  let next = 0;
  for (const one of tenants) {
    const slots = ((1 << one.chunk.size) - 1) << next;
    next += one.chunk.size;
    if (slots === one.chunk.slots) continue;
    one.chunk = { ...one.chunk, slots };
    moved += 1;
  }
  if (moved > 0) reconsider(world, machine, at);
  return moved;
}
