import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedFilters,
  filterParsers,
  filtersOf,
  loadMarketParams,
  type MarketParams,
  marketSearch,
} from '@/components/market/params';
import { exact, usd } from '@/lib/money';
import { rentTypes } from '@/lib/queries/market-filters';
import { sortKeys } from '@/lib/queries/market-rows';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const whole = (max: number) => maybe(fc.integer({ min: 0, max }));
const tenths = (max: number) => maybe(fc.integer({ min: 0, max: max * 10 }).map((n) => n / 10));
const dollars = maybe(
  fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, part]) => exact(usd(`${whole}.${String(part).padStart(6, '0')}`))),
);
const countries = fc.uniqueArray(fc.stringMatching(/^[A-Z]{2}$/), { maxLength: 5 });

const params: fc.Arbitrary<MarketParams> = fc.record({
  // Names as hosts might type them: commas, ampersands, accents.
  gpu: fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 5 }),
  count: fc.uniqueArray(fc.integer({ min: 1, max: 64 }), { maxLength: 5 }),
  vram: whole(10_000),
  vramTotal: whole(100_000),
  price: dollars,
  pay: dollars,
  reliability: maybe(fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100)),
  diskSpeed: whole(1_000_000),
  down: whole(1_000_000),
  up: whole(1_000_000),
  cuda: tenths(99),
  capability: tenths(99),
  driver: maybe(fc.stringMatching(/^\d{1,5}([.]\d{1,5}){0,3}$/)),
  vcpu: whole(10_000),
  ram: whole(100_000),
  place: countries,
  notPlace: countries,
  verified: fc.boolean(),
  datacenter: fc.boolean(),
  staticIp: fc.boolean(),
  ports: whole(65_535),
  days: whole(10_000),
  nvlink: fc.boolean(),
  pcie: tenths(10_000),
  type: fc.constantFrom(...rentTypes),
  disk: fc.integer({ min: 8, max: 100_000 }),
  sort: fc.record({ by: fc.constantFrom(...sortKeys), desc: fc.boolean() }),
  offer: maybe(fc.integer({ min: 1, max: 10 ** 14 })),
});

const read = (search: string) => loadMarketParams(new URLSearchParams(search));

describe('the address of a market view', () => {
  it('brings back every filter, the order, the disk, the type and the chosen offer', () =>
    fc.assert(
      fc.property(params, (view) => {
        expect(read(marketSearch(view))).toEqual(view);
      }),
      { numRuns: 500 },
    ));

  it('is as short as what was asked: by default it is empty', () => {
    expect(marketSearch(read(''))).toBe('');
    expect(marketSearch({ ...read(''), gpu: ['RTX 4090'], price: '0.45' })).toBe('?gpu=RTX+4090&price=0.45');
  });

  it('that nobody could have made asks nothing, and never fails', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(filterParsers), 'sort', 'disk'), fc.string()),
        (junk) => {
          const view = read(new URLSearchParams(junk).toString());
          expect(view.price === null || /^\d+([.]\d+)?$/.test(view.price)).toBe(true);
          expect(view.disk).toBeGreaterThanOrEqual(8);
          expect(sortKeys).toContain(view.sort.by);
          for (const code of view.place) expect(code).toMatch(/^[A-Z]{2}$/);
        },
      ),
    ));

  it('knows which filters differ from the usual ones', () => {
    expect(changedFilters(read(''))).toEqual([]);
    expect(changedFilters(read('?verified=false&gpu=H200&sort=-pay&disk=100'))).toEqual(['gpu', 'verified']);
    expect(Object.keys(filtersOf(read('')))).toEqual(Object.keys(filterParsers));
  });
});
