/** Plays a journal again: the world comes to stand where it stood. */
import { ask } from './ask';
import type { Entry, Journal } from './journal';
import type { Route } from './route';
import { CONTROLS } from './routes/controls';
import type { World } from './world/world';

export function replay(
  world: World,
  routes: readonly Route[],
  entries: readonly Entry[],
  journal: Journal,
): void {
  for (const entry of entries) {
    world.timeline.run(entry.at);
    play(world, routes, entry);
    const { seq: _, ...kept } = entry;
    journal.append(kept);
  }
}

function play(world: World, routes: readonly Route[], entry: Entry): void {
  const { at, operation, params, query = {}, body } = entry;
  // The clock that the world was given has been advanced already.
  if (operation === 'emulator.advance') return;
  const control = CONTROLS[operation.replace('emulator.', '')];
  if (entry.identity === null) {
    if (!control) throw new Error(`the journal names an unknown control: ${operation}`);
    control(world, body, at);
    return;
  }
  const route = routes.find(({ name }) => name === operation);
  const caller = world.callerOf(entry.key);
  if (!route || !caller)
    throw new Error(`the journal's entry ${entry.seq} (${operation}) fits no world of this emulator`);
  const reply = ask(world, route, { ...caller, at, params, query, body, origin: '' });
  if (!reply.accepted || (reply.contract ?? null) !== entry.contract) {
    throw new Error(
      `entry ${entry.seq} (${operation}) came out differently than when it was written: the journal belongs to another world`,
    );
  }
}
