import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, usd } from '@/lib/money';
import { type Ask, explore, filtersOf, packs, type Region } from '@/lib/sync/market-explore';
import type { Offer } from '@/lib/vast/operations/offers';
import { fail, ok } from '@/lib/vast/problem';
import { unreachable } from '@/lib/vast/problems';

interface Listed {
  id: number;
  model: string;
  count: number;
  /** Ten-thousandths of a dollar. */
  price: number;
}

const offerOf = ({ id, model, count, price }: Listed): Offer =>
  ({ id, gpu_name: model, num_gpus: count, dph_total: usd((price / 10_000).toFixed(4)) }) as Offer;

const inside = (value: string | number, among: { in: readonly unknown[] } | { notIn: readonly unknown[] }) =>
  'in' in among ? among.in.includes(value) : !among.notIn.includes(value);

/** A market whose search answers the cheapest `cap` matches. */
function scripted(market: readonly Listed[], cap: number) {
  const asked: Region[] = [];
  const ask: Ask = async (region) => {
    asked.push(region);
    return ok(
      market
        .filter((o) => !region.models || inside(o.model, region.models))
        .filter((o) => !region.counts || inside(o.count, region.counts))
        .filter((o) => !region.from || usd((o.price / 10_000).toFixed(4)).greaterThanOrEqualTo(region.from))
        .sort((a, b) => a.price - b.price || a.id - b.id)
        .slice(0, cap)
        .map(offerOf),
    );
  };
  return { ask, asked };
}

async function look(market: readonly Listed[], cap: number, known = new Map<string, number>()) {
  const { ask, asked } = scripted(market, cap);
  const found = new Set<number>();
  const explored = await explore(ask, known, async (offers) => {
    for (const { id } of offers) found.add(id);
  });
  if (!explored.ok) throw new Error(explored.problem.say);
  return { found, asked, ...explored.value };
}

const sizesOf = (market: readonly Listed[]) => {
  const sizes = new Map<string, number>();
  for (const { model } of market) sizes.set(model, (sizes.get(model) ?? 0) + 1);
  return sizes;
};

const MODELS = ['RTX 3060', 'RTX 4090', 'RTX 5090', 'H100 SXM', 'B200', 'H200', 'GB300'];

/** Dear models hide behind cheap ones, and within a model few prices are asked: many offers stand at the same one. */
const markets = (prices: number) =>
  fc
    .array(
      fc.record({
        model: fc.nat(MODELS.length - 1),
        count: fc.constantFrom(1, 2, 4, 8),
        price: fc.integer({ min: 1, max: prices }),
      }),
      { maxLength: 400, size: 'max' },
    )
    .map((rows) =>
      rows.map(({ model, count, price }, at) => ({
        id: at + 1,
        model: MODELS[model] ?? '',
        count,
        price: model * 1_000 + price,
      })),
    );

/** The most offers of one model and count at one price. */
function largestTie(market: readonly Listed[]): number {
  const ties = new Map<string, number>();
  for (const { model, count, price } of market) {
    const key = `${model} ${count} ${price}`;
    ties.set(key, (ties.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...ties.values());
}

describe('a market whose replies are cut', () => {
  it('is found whole whenever a price window can separate its offers, whatever the cap and whatever was known', () =>
    fc.assert(
      fc.asyncProperty(
        markets(30),
        fc.integer({ min: 10, max: 80 }),
        fc.dictionary(fc.constantFrom('RTX 3060', 'RTX 4090', 'B200', 'long gone'), fc.nat(300)),
        async (market, cap, known) => {
          fc.pre(largestTie(market) < cap);
          const { found, cut } = await look(market, cap, new Map(Object.entries(known)));
          expect(found.size).toBe(market.length);
          expect(cut).toEqual([]);
        },
      ),
      { numRuns: 150 },
    ));

  it('says what it could not see when more offers stand at one price than a reply holds, and finds all others', () =>
    fc.assert(
      fc.asyncProperty(markets(2), fc.integer({ min: 10, max: 16 }), async (market, cap) => {
        const { found, cut } = await look(market, cap);
        const hidden = market.filter(({ id }) => !found.has(id));
        for (const { model, count, price } of hidden) {
          expect(cut).toContainEqual({ model, count });
          const same = market.filter((o) => o.model === model && o.count === count && o.price === price);
          expect(same.length).toBeGreaterThanOrEqual(cap);
        }
      }),
      { numRuns: 150 },
    ));

  it('is read with few searches once its sizes are known', async () => {
    const market = Array.from({ length: 1500 }, (_, id) => ({
      id: id + 1,
      model: `Model ${id % 30}`,
      count: 1,
      price: 1000 + id * 7,
    }));
    const { searches, found } = await look(market, 64, sizesOf(market));
    expect(found.size).toBe(1500);
    // 1,500 offers fill 24 replies; packs that stay below a full reply need a quarter more, and three searches frame them.
    expect(searches).toBeLessThanOrEqual(36);
  });
});

it('a market smaller than one reply takes two searches: itself, and the proof that nothing comes after it', async () => {
  const market = Array.from({ length: 30 }, (_, id) => ({
    id,
    model: 'RTX 4090',
    count: 1,
    price: 1000 + id,
  }));
  const { searches, found, largestReply, cut } = await look(market, 64);
  expect({ searches, found: found.size, largestReply, cut }).toEqual({
    searches: 2,
    found: 30,
    largestReply: 30,
    cut: [],
  });
});

it('an empty market is seen to be empty', async () => {
  expect(await look([], 64)).toMatchObject({ searches: 1, largestReply: 0, cut: [] });
});

it('a server that heeds neither order nor filters ends the look, and it is said to be partial', async () => {
  const stubborn = Array.from({ length: 10 }, (_, i) =>
    offerOf({ id: i, model: 'RTX 4090', count: 1, price: 10 - i }),
  );
  const explored = await explore(
    async () => ok(stubborn),
    new Map(),
    async () => {},
  );
  expect(explored.ok && explored.value.cut.length).toBeGreaterThan(0);
});

it('a server that answers the dearest first can’t make a part of the market pass for the whole', () =>
  fc.assert(
    fc.asyncProperty(markets(30), fc.integer({ min: 10, max: 40 }), async (market, cap) => {
      const { ask } = scripted(market, Number.POSITIVE_INFINITY);
      const found = new Set<number>();
      const upsideDown: Ask = async (region) => {
        const all = await ask(region);
        return all.ok ? ok([...all.value].reverse().slice(0, cap)) : all;
      };
      const explored = await explore(upsideDown, new Map(), async (offers) => {
        for (const { id } of offers) found.add(id);
      });
      if (!explored.ok) throw new Error(explored.problem.say);
      expect(found.size === market.length || explored.value.cut.length > 0).toBe(true);
    }),
  ));

it('a search that is refused ends the look with its problem', async () => {
  const explored = await explore(
    async () => fail(unreachable()),
    new Map(),
    async () => {},
  );
  expect(explored).toEqual(fail(unreachable()));
});

it('packs hold every model once and stay within their room unless a model alone is larger', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.nat(100)), fc.integer({ min: 1, max: 100 }), (sizes, room) => {
      const map = new Map(Object.entries(sizes));
      const bins = packs(map, room);
      expect(bins.flat().sort()).toEqual([...map.keys()].sort());
      for (const bin of bins) {
        const size = bin.reduce((sum, model) => sum + (map.get(model) ?? 0), 0);
        expect(bin.length === 1 || size <= room).toBe(true);
      }
    }),
  ));

it('searches switch off what Vast.ai would leave out silently, and say what they leave out', () => {
  expect(filtersOf({ models: { notIn: ['H100 SXM'] }, counts: { in: [8] }, from: usd('0.3512') })).toEqual({
    rentable: { eq: true },
    verified: { eq: 'any' },
    external: { eq: false },
    rented: { eq: 'any' },
    gpu_name: { notin: ['H100 SXM'] },
    num_gpus: { in: [8] },
    dph_total: { gte: 0.3512 },
  });
  expect(exact(usd('0.3512'))).toBe('0.3512');
});
