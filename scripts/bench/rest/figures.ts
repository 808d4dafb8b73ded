/** What the emulator bears: mixed reads over HTTP, a search of a very large market, and a month of a fleet. */
import { search } from '@/lib/emulator/views/search';
import { worldClock } from '@/lib/emulator/world/clock';
import { buildWorld } from '@/lib/emulator/worlds';
import { found, openAccount } from '@/lib/emulator/worlds/found';
import type { Measured } from '../benches';
import { emulatorApart } from './emulator';
import { quantile, rounded, timed } from './load';

const READS = ['/api/v1/instances/', '/api/v0/users/current/', '/api/v0/ssh/', '/api/v0/secrets/'];
const SECONDS = 5;
const AT_ONCE = 16;
const OFFERS = 100_000;
const MACHINES = 15_000;
const SEARCHES = 9;
const INSTANCES = 500;
const MONTH_S = 30 * 86_400;
const EPOCH = Date.UTC(2026, 10, 1) / 1000;

export const emulatorFigures = async (): Promise<Measured[]> => [await mixedReads(), largeMarket(), month()];

async function mixedReads(): Promise<Measured> {
  const vast = await emulatorApart();
  try {
    const headers = { authorization: `Bearer ${vast.apiKey}` };
    let asked = 0;
    const ends = performance.now() + SECONDS * 1000;
    const lane = async () => {
      while (performance.now() < ends) {
        const path = READS[asked++ % READS.length] ?? '';
        await timed({ method: 'GET', url: vast.url + path, headers });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return {
      ...{ name: 'emulator: mixed reads on one core, a second', value: Math.round(asked / SECONDS) },
      ...{ limit: 2_000, direction: 'min' },
    };
  } finally {
    vast.end();
  }
}

function largeMarket(): Measured {
  const world = found(
    { world: 'bench', seed: 7, epoch: EPOCH, history: 0 },
    worldClock(EPOCH, 0, () => 0),
    MACHINES,
  );
  const account = openAccount(world, { name: 'Bench', email: 'bench@example.com' });
  const asked = { kind: 'ondemand', at: EPOCH, account, disk: 8_000, bundle: false } as const;
  const whatever = { verified: {}, rentable: {}, rented: {} };
  const all = search(world, { ...asked, filters: whatever, order: [], limit: Number.MAX_SAFE_INTEGER });
  if (all.length < OFFERS) throw new Error(`there are only ${all.length} offers`);
  const order = [{ column: 'dph_total', down: false }];
  const filters = {
    ...whatever,
    gpu_name: { eq: 'RTX 4090' },
    num_gpus: { gte: 2 },
    reliability: { gte: 0.9 },
  };
  const took = Array.from({ length: SEARCHES }, () => {
    const began = performance.now();
    search(world, { ...asked, filters, order, limit: 64 });
    return performance.now() - began;
  });
  return {
    ...{ name: `emulator: ${all.length.toLocaleString('en-US')} offers searched, ms` },
    ...{ value: rounded(quantile(took, 0.5)), limit: 100, direction: 'max' },
  };
}

function month(): Measured {
  const clock = worldClock(EPOCH, 0, () => 0);
  const world = buildWorld({ world: 'fleet', seed: 7, epoch: EPOCH, history: 1 }, clock);
  const count = [...world.contracts.values()].length;
  if (count < INSTANCES) throw new Error(`there are only ${count} instances`);
  const began = performance.now();
  clock.advance(MONTH_S);
  world.settle();
  return {
    ...{ name: `emulator: a month of ${count.toLocaleString('en-US')} contracts, s` },
    ...{ value: rounded((performance.now() - began) / 1000), limit: 60, direction: 'max' },
  };
}
