import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { type MarketView, searchMarket } from '@/lib/queries/market';
import { type MarketFilters, noFilters } from '@/lib/queries/market-filters';
import { alternativesTo, offerForRent } from '@/lib/queries/market-offer';
import { sortKeys } from '@/lib/queries/market-rows';
import { type Db, openStore, type Store } from '@/lib/store/db';
import { rowOf, writeOffers } from '@/lib/sync/market-store';
import { offerHour } from '@/lib/vast/price';
import { testDatabase } from '@/tests/support/database';
import { listedOffer } from '@/tests/support/market';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';

const SEEN = new Date('2026-11-23T12:00:00Z');
let store: Store;
let markets = 0;
beforeAll(async () => {
  store = openStore((await testDatabase()).url);
});
afterAll(() => store.close());

/** A workspace of its own with a market of its own. */
async function marketOf(...listed: Record<string, unknown>[]) {
  const { db } = store;
  const scope = await makeWorkspace(db);
  const origin = `https://market-${++markets}.test`;
  await linkFake(db, scope, origin);
  const offers = listed.map((given) => listedOffer(given));
  await writeOffers(
    db,
    offers.map((o) => rowOf(o, origin, SEEN)),
  );
  return { db, scope, origin, offers };
}

const view = (given: Partial<MarketView> = {}): MarketView => ({
  sort: { by: 'price', desc: false },
  diskGb: 40,
  type: 'on-demand',
  limit: 100,
  ...given,
});
const filters = (given: Partial<MarketFilters> = {}): MarketFilters => ({ ...noFilters, ...given });

describe('each filter', () => {
  // What is asked, an offer just inside, one just outside.
  const cases: [Partial<MarketFilters>, Record<string, unknown>, Record<string, unknown>][] = [
    [{ gpu: ['H100 SXM', 'RTX 4090'] }, { gpu_name: 'H100 SXM' }, { gpu_name: 'H100 NVL' }],
    [{ count: [2, 8] }, { num_gpus: 8 }, { num_gpus: 4 }],
    [{ vram: 24 }, { gpu_ram: 24_564 }, { gpu_ram: 16_376 }],
    [{ vramTotal: 48 }, { num_gpus: 2 }, { num_gpus: 1 }],
    [{ price: '0.36' }, { num_gpus: 2, dph_base: '0.72' }, { num_gpus: 2, dph_base: '0.7200001' }],
    // 0.36 + 40 GB x 0.18 / 720 = 0.37
    [{ pay: '0.37' }, { storage_cost: '0.18' }, { storage_cost: '0.180001' }],
    [{ reliability: 96 }, { reliability: 0.96 }, { reliability: 0.9599 }],
    [{ diskSpeed: 2000 }, { disk_bw: 2000 }, { disk_bw: 1999 }],
    [{ down: 200 }, { inet_down: 200 }, { inet_down: 199.9 }],
    [{ up: 200 }, { inet_up: 200 }, { inet_up: null }],
    [{ cuda: 12.8 }, { cuda_max_good: 12.8 }, { cuda_max_good: 12.6 }],
    [{ capability: 8.9 }, { compute_cap: 890 }, { compute_cap: 860 }],
    [{ driver: '560.35' }, { driver_version: '560.35.03' }, { driver_version: '560.9.3' }],
    [{ driver: '560.35' }, { driver_version: '1000.1' }, { driver_version: 'unknown' }],
    [{ vcpu: 16 }, { cpu_cores_effective: 16 }, { cpu_cores_effective: 15.9 }],
    [{ ram: 128 }, { cpu_ram: 128_000 }, { cpu_ram: 127_999 }],
    [{ place: ['NO', 'SE'] }, { geolocation: 'Oslo, NO' }, { geolocation: 'Berlin, DE' }],
    [{ notPlace: ['CN'] }, { geolocation: 'Oslo, NO' }, { geolocation: 'Shenzhen, CN' }],
    [{ verified: true }, { verification: 'verified' }, { verification: 'unverified' }],
    [{ datacenter: true }, { hosting_type: 1 }, { hosting_type: 0 }],
    [{ staticIp: true }, { static_ip: true }, { static_ip: false }],
    [{ ports: 100 }, { direct_port_count: 100 }, { direct_port_count: 99 }],
    [
      { days: 30 },
      { end_date: SEEN.getTime() / 1000 + 30 * 86_400 },
      { end_date: SEEN.getTime() / 1000 + 30 * 86_400 - 1 },
    ],
    [{ nvlink: true }, { bw_nvlink: 300 }, { bw_nvlink: 0 }],
    [{ pcie: 24.6 }, { pcie_bw: 24.6 }, { pcie_bw: 12 }],
  ];

  it.each(cases)(
    '%j lets in what is on its bound and keeps out what is beyond it',
    async (asked, inside, outside) => {
      const { db, scope, offers } = await marketOf(inside, outside);
      const page = await searchMarket(db, scope, filters(asked), view());
      expect(page.rows.map((row) => row.id)).toEqual([offers[0]?.id]);
      expect([page.total, page.all]).toEqual([1, 2]);
      expect(page.relief).toEqual([{ key: Object.keys(asked)[0], without: 2, keepsOut: 1 }]);
    },
  );

  it('the chosen disk keeps out machines that have less left', async () => {
    const { db, scope } = await marketOf({ disk_space: 39.9 }, { disk_space: 40 }, { disk_space: null });
    expect(await searchMarket(db, scope, filters(), view())).toMatchObject({ total: 2, all: 3 });
  });
});

it('prices are exact: what you pay is what the rent will reckon, to the last digit that divides', async () => {
  const { db, scope, offers } = await marketOf({
    num_gpus: 4,
    dph_base: '1.4000000001',
    storage_cost: '0.09',
  });
  const { rows } = await searchMarket(db, scope, filters(), view({ diskGb: 60 }));
  const [offer] = offers;
  if (!offer) throw new Error('one offer was written');
  expect(rows[0]).toMatchObject({
    gpuHour: '0.350000000025',
    pay: exact(offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 60)),
  });
});

it('bids are priced by the lowest winning bid, and offers that take none are left out', async () => {
  const { db, scope } = await marketOf({ min_bid: '0.18', storage_cost: '0' }, { min_bid: null });
  const { rows } = await searchMarket(db, scope, filters(), view({ type: 'interruptible' }));
  expect(rows.map((row) => [row.gpuHour, row.pay])).toEqual([['0.18', '0.18']]);
});

it('reserved prices take the largest prepay discount off the GPUs and nothing off the disk', async () => {
  const { db, scope } = await marketOf({ dph_base: '0.5', credit_discount_max: 0.4, storage_cost: '0.18' });
  const { rows } = await searchMarket(db, scope, filters(), view({ type: 'reserved' }));
  expect(rows.map((row) => [row.gpuHour, row.pay])).toEqual([['0.3', '0.31']]);
});

it('a price is compared with the median of the same model and memory', async () => {
  const { db, scope } = await marketOf(
    { dph_base: '0.30' },
    { dph_base: '0.40' },
    { dph_base: '0.50' },
    { dph_base: '0.90', gpu_ram: 49_140 },
  );
  const { rows } = await searchMarket(db, scope, filters(), view());
  expect(rows.map((row) => row.vsMedian)).toEqual([-25, 0, 25, 0]);
});

it('another workspace sees no offer of an origin that it does not link', async () => {
  const { db } = await marketOf({}, {});
  const stranger = await makeWorkspace(db);
  const page = await searchMarket(db, stranger, filters(), view());
  expect([page.total, page.all, page.rows, page.facets.models]).toEqual([0, 0, [], []]);
});

it('facets leave their own filter out of account, so that they say what another choice would find', async () => {
  const { db, scope } = await marketOf(
    { gpu_name: 'RTX 4090', num_gpus: 1 },
    { gpu_name: 'RTX 4090', num_gpus: 2, dph_base: '0.6', geolocation: 'Berlin, DE' },
    { gpu_name: 'RTX 5090', num_gpus: 1, verification: 'unverified', hosting_type: 1 },
  );
  const { facets, total } = await searchMarket(db, scope, filters({ gpu: ['RTX 4090'], count: [1] }), view());
  expect(total).toBe(1);
  expect(facets.models.map((m) => [m.gpu, m.offers])).toEqual([
    ['RTX 4090', 1],
    ['RTX 5090', 1],
  ]);
  expect(facets.counts).toEqual([
    { count: 1, offers: 1 },
    { count: 2, offers: 1 },
  ]);
  expect(facets.places).toEqual([{ country: 'NO', offers: 1 }]);
  expect(facets).toMatchObject({ verified: 1, datacenter: 0, staticIp: 0 });
});

it('when nothing fits, the filter without which most would fit comes first', async () => {
  const { db, scope } = await marketOf({ reliability: 0.9 }, { reliability: 0.9 }, { inet_down: 10 });
  const page = await searchMarket(db, scope, filters({ reliability: 99, down: 100, price: '0.1' }), view());
  expect(page.total).toBe(0);
  expect(page.relief).toEqual([
    { key: 'price', without: 0, keepsOut: 3 },
    { key: 'reliability', without: 0, keepsOut: 2 },
    { key: 'down', without: 0, keepsOut: 1 },
  ]);
  const looser = await searchMarket(db, scope, filters({ reliability: 99, down: 100 }), view());
  expect(looser.relief[0]).toEqual({ key: 'reliability', without: 2, keepsOut: 2 });
});

it('the bins behind a slider hold every offer that fits otherwise, also the ones beyond its ends', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 40 }),
      async (cents) => {
        const { db, scope } = await marketOf(...cents.map((c) => ({ dph_base: (c / 1000).toFixed(3) })));
        const { spreads } = await searchMarket(db, scope, filters({ price: '0.5' }), view());
        for (const { edges, counts } of [spreads.reliability, spreads.down, spreads.vram]) {
          expect(counts).toHaveLength(edges.length - 1);
        }
        const { edges, counts } = spreads.price;
        if (edges.length > 1) expect(counts.reduce((a, b) => a + b, 0)).toBe(cents.length);
        expect(edges).toEqual([...edges].sort((a, b) => usd(a).comparedTo(usd(b))));
      },
    ),
    { numRuns: 5 },
  ));

describe('a long list', () => {
  let db: Db;
  let scope: Scope;
  const size = 53;
  beforeAll(async () => {
    const made = await marketOf(
      ...Array.from({ length: size }, (_, i) => ({
        dph_base: `0.${30 + (i % 7)}`,
        reliability: i % 5 === 0 ? null : 0.9 + (i % 10) / 100,
        gpu_name: i % 2 ? 'RTX 4090' : 'RTX 3060',
        geolocation: i % 4 ? 'Oslo, NO' : null,
        dlperf: i % 6 ? 100 : null,
      })),
    );
    db = made.db;
    scope = made.scope;
  });

  it.each(
    sortKeys.flatMap((by) => [
      { by, desc: false },
      { by, desc: true },
    ]),
  )('sorted by %j shows every offer once, page by page', async (sort) => {
    const seen: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 20; page++) {
      const { rows, next } = await searchMarket(
        db,
        scope,
        filters(),
        view({ sort, limit: 10, ...(cursor ? { cursor } : {}) }),
      );
      seen.push(...rows.map((row) => row.id));
      if (next === null) break;
      cursor = next;
    }
    const whole = await searchMarket(db, scope, filters(), view({ sort, limit: 500 }));
    expect(seen).toEqual(whole.rows.map((row) => row.id));
    expect(new Set(seen).size).toBe(size);
  });

  it('a cursor that is none starts the list anew', async () => {
    const { rows } = await searchMarket(db, scope, filters(), view({ limit: 3, cursor: 'nonsense' }));
    expect(rows).toHaveLength(3);
  });
});

describe('the offer to rent', () => {
  it('carries the parts of its price to the last digit, and what this workspace rented there', async () => {
    const { db, scope, offers } = await marketOf({ dph_base: '0.123456789012345678', min_bid: '0.05' });
    const id = offers[0]?.id ?? 0;
    expect(await offerForRent(db, scope, id, { type: 'on-demand', diskGb: 40 })).toMatchObject({
      id,
      dphBase: '0.123456789012345678',
      minBid: '0.05',
      storageCost: '0.2',
      gone: false,
      history: { machine: 0, host: 0 },
    });
    const stranger = await makeWorkspace(db);
    expect(await offerForRent(db, stranger, id, { type: 'on-demand', diskGb: 40 })).toBeNull();
  });

  it('has as alternatives the three nearest in price of the same model and count, as verified as itself', async () => {
    const { db, scope, offers } = await marketOf(
      { dph_base: '0.36' },
      { dph_base: '0.35' },
      { dph_base: '0.40' },
      { dph_base: '0.20' },
      { dph_base: '0.30' },
      { dph_base: '0.36', num_gpus: 2 },
      { dph_base: '0.36', verification: 'unverified' },
      { dph_base: '0.36', gpu_ram: 49_140 },
      { dph_base: '0.36', disk_space: 10 },
    );
    const at = { type: 'on-demand' as const, diskGb: 40 };
    const wanted = await offerForRent(db, scope, offers[0]?.id ?? 0, at);
    if (!wanted) throw new Error('the offer was written');
    const found = await alternativesTo(db, scope, wanted, at);
    expect(found.map((row) => row.gpuHour)).toEqual(['0.35', '0.4', '0.3']);
  });
});
