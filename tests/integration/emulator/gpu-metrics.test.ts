import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, rented } from './client';

const HOUR = 3600;
const DAY = 86_400;

interface Row {
  readonly gpu_name: string;
  readonly total: number;
  readonly available: number;
  readonly rented_verified: number;
  readonly avail_verified: number;
  readonly rented_unverified: number;
  readonly avail_unverified: number;
  readonly usage: number;
  readonly usage_30d: number;
  readonly price_p10: number;
  readonly price_median: number;
  readonly price_p90: number;
  readonly tflops: number;
  readonly tflops_per_dollar: number;
}

interface Trend {
  readonly supply_demand: Record<string, number[]>;
  readonly pricing: Record<string, number[]>;
}

const begin = () =>
  testEmulator({ world: 'small-team', history: 3, epoch: '2026-11-02T09:00:00Z' }).then((one) =>
    callerOf(one),
  );
const current = async (caller: Caller, query: object = { verified: 'all' }) =>
  (await caller.get('/api/v0/metrics/gpu/current/', { ...query })).json.gpus as Row[];
const history = async (caller: Caller, query: object) =>
  (await caller.get('/api/v0/metrics/gpu/history/', { verified: 'all', ...query })).json.gpus as Record<
    string,
    Trend
  >;
const rentedOf = (row: Row) => row.rented_verified + row.rented_unverified;

it('counts are of the world’s machines: every one is rented or free, and the filters part them', async () => {
  const caller = await begin();
  const all = await current(caller);
  for (const row of all) {
    expect(rentedOf(row) + row.available).toBe(row.total);
    expect(row.price_p10).toBeLessThanOrEqual(row.price_median);
    expect(row.price_median).toBeLessThanOrEqual(row.price_p90);
    expect(row.usage).toBeCloseTo((rentedOf(row) / row.total) * 100, 1);
    expect(row.tflops_per_dollar).toBeCloseTo(row.tflops / row.price_median, 1);
  }
  const sum = (rows: Row[]) => rows.reduce((total, row) => total + row.total, 0);
  const parts = [];
  for (const verified of ['yes', 'no']) {
    for (const hosting_type of ['secure_cloud', 'community'])
      parts.push(sum(await current(caller, { verified, hosting_type })));
  }
  expect(parts.reduce((a, b) => a + b)).toBe(sum(all));
  expect(Math.min(...parts.slice(0, 2))).toBeGreaterThan(0);
  expect(sum(await current(caller, { verified: 'all', num_gpus: 8 }))).toBeLessThan(sum(all));
});

it('a machine that is rented whole moves from free to rented, now and in the trend', async () => {
  const caller = await begin();
  const of = async (name: string) => (await current(caller)).find((row) => row.gpu_name === name)!;
  const before = await of('RTX 4090');
  await rented(caller, {
    gpu_name: { eq: 'RTX 4090' },
    gpu_frac: { eq: 1 },
    order: [['reliability', 'desc']],
  });
  await caller.advance(10 * 60);
  const after = await of('RTX 4090');
  expect(rentedOf(after) - rentedOf(before)).toBeGreaterThan(0);
  const { 'RTX 4090': trend } = await history(caller, { gpu_name: 'RTX_4090', step: 60 });
  const last = trend!.supply_demand.rented_verified!.at(-1);
  expect(last).toBe(after.rented_verified);
});

it('the trend is the past of the same market, at even steps that are raised when there are too many', async () => {
  const caller = await begin();
  const usual = await history(caller, {});
  expect(Object.keys(usual).sort()).toEqual(['RTX 3090', 'RTX 4090', 'RTX 5090']);
  const stamps = usual['RTX 4090']!.supply_demand.timestamps!;
  expect(stamps).toHaveLength(21);
  expect(stamps.at(-1)! - stamps[0]!).toBe(DAY);
  const { supply_demand, pricing } = usual['RTX 5090']!;
  for (const [index, total] of supply_demand.total!.entries()) {
    const parts = ['rented_verified', 'avail_verified', 'rented_unverified', 'avail_unverified'];
    expect(parts.reduce((sum, name) => sum + supply_demand[name]![index]!, 0)).toBe(total);
  }
  expect(new Set(pricing.avail_median).size).toBeGreaterThan(1);
  const end = stamps.at(-1)!;
  const long = await history(caller, { gpu_name: 'all', start: end - 2 * DAY, end, step: 60 });
  expect(Object.values(long)[0]!.supply_demand.timestamps!.length).toBeLessThanOrEqual(501);
  // Asked again a day later, the past is what it was.
  const range = { gpu_name: 'RTX 4090', start: end - DAY, end, step: HOUR };
  const then = await history(caller, range);
  await caller.advance(DAY);
  expect(await history(caller, range)).toEqual(then);
  expect((await caller.get('/api/v0/metrics/gpu/history/', { start: end, end: end - 1 })).status).toBe(400);
});

it('every machine is somewhere on the map', async () => {
  const caller = await begin();
  const { locations } = (await caller.get('/api/v0/metrics/gpu/locations/')).json as {
    locations: {
      latitude: number;
      longitude: number;
      city: string;
      country_code: string;
      num_gpus: number;
    }[];
  };
  const oslo = locations.find((one) => one.city === 'Oslo');
  expect(oslo).toMatchObject({ country_code: 'NO', latitude: 59.9, longitude: 10.8 });
  expect(new Set(locations.map((one) => one.city)).size).toBeGreaterThan(20);
  expect(locations.reduce((sum, one) => sum + one.num_gpus, 0)).toBeGreaterThan(500);
});

it('an account that hosts nothing is told that it needs a machine', async () => {
  const caller = callerOf(await testEmulator({ world: 'empty' }));
  expect((await caller.get('/api/v0/metrics/gpu/current/')).json).toEqual({
    success: true,
    gpus: [],
    needs_machine: true,
  });
  const types = (await caller.get('/api/v0/gpu_types/')).json.gpu_types as object[];
  expect(types).toContainEqual({ canonical_name: 'RTX 5090', gpu_ram_mb: 32_607 });
});
