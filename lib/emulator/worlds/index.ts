/** The worlds by name. */
import type { Clock } from '../world/clock';
import type { World } from '../world/world';
import { checkWorld } from './check';
import { empty } from './empty';
import { fleet, tenThousand } from './fleet';
import { type Beginning, found } from './found';
import { outbidNight } from './outbid-night';
import { restatedMonth } from './restated-month';
import { smallTeam } from './small-team';

/** Raised whenever the same seed makes another past: a journal belongs to the edition that wrote it. */
export const EDITION = 2;

interface Plan {
  readonly machines: number;
  readonly history: number;
  readonly live: (world: World, history: number) => void;
}

const WORLDS: Readonly<Record<string, Plan>> = {
  'small-team': { machines: 430, history: 90, live: smallTeam },
  'outbid-night': { machines: 430, history: 30, live: outbidNight },
  'restated-month': { machines: 430, history: 60, live: restatedMonth },
  fleet: { machines: 1100, history: 14, live: fleet },
  'ten-thousand': { machines: 5600, history: 2, live: tenThousand },
  empty: { machines: 430, history: 0, live: empty },
};

function planOf(name: string): Plan {
  const plan = WORLDS[name];
  if (!plan) throw new Error(`no world is called ${name}; there are ${Object.keys(WORLDS).join(', ')}`);
  return plan;
}

export const usualHistory = (name: string): number => planOf(name).history;

export function buildWorld(beginning: Beginning, clock: Clock): World {
  const plan = planOf(beginning.world);
  const world = found(beginning, clock, plan.machines);
  plan.live(world, beginning.history);
  checkWorld(world);
  return world;
}
