/**
 * Everything the market's URL holds: filters, disk, type, order and the chosen offer. One description for the page,
 * the handler and the filter bar, so that an address means the same everywhere.
 */
import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { exact, usd } from '@/lib/money';
import type { MarketView } from '@/lib/queries/market';
import type { MarketFilters, RentType } from '@/lib/queries/market-filters';
import type { Sort, SortKey } from '@/lib/queries/market-rows';

/** A quantity: whole or with up to `decimals`; anything else in a URL counts as not asked. */
const quantity = ({ max, decimals = 0 }: { max: number; decimals?: number }) =>
  createParser<number>({
    parse(text) {
      if (!/^\d{1,9}([.]\d{1,3})?$/.test(text)) return null;
      const value = Number(text);
      return value <= max && Number(value.toFixed(decimals)) === value ? value : null;
    },
    serialize: String,
  });

/** Dollars stay text: "0.45". */
const amount = createParser<string>({
  parse: (text) => (/^\d{1,6}([.]\d{1,6})?$/.test(text) ? exact(usd(text)) : null),
  serialize: (text) => text,
});

const country = createParser<string>({
  parse: (text) => (/^[A-Z]{2}$/.test(text) ? text : null),
  serialize: (text) => text,
});
const version = createParser<string>({
  parse: (text) => (/^\d{1,5}([.]\d{1,5}){0,3}$/.test(text) ? text : null),
  serialize: (text) => text,
});

export const GPU_COUNTS = [1, 2, 4, 8, 16] as const;

export const filterParsers = {
  gpu: parseAsArrayOf(parseAsString).withDefault([]),
  count: parseAsArrayOf(quantity({ max: 64 })).withDefault([]),
  vram: quantity({ max: 10_000 }),
  vramTotal: quantity({ max: 100_000 }),
  price: amount,
  pay: amount,
  reliability: quantity({ max: 100, decimals: 2 }),
  diskSpeed: quantity({ max: 1_000_000 }),
  down: quantity({ max: 1_000_000 }),
  up: quantity({ max: 1_000_000 }),
  cuda: quantity({ max: 99, decimals: 1 }),
  capability: quantity({ max: 99, decimals: 1 }),
  driver: version,
  vcpu: quantity({ max: 10_000 }),
  ram: quantity({ max: 100_000 }),
  place: parseAsArrayOf(country).withDefault([]),
  notPlace: parseAsArrayOf(country).withDefault([]),
  // Vast.ai adds this one silently; here it is on view and can be taken off.
  verified: parseAsBoolean.withDefault(true),
  datacenter: parseAsBoolean.withDefault(false),
  staticIp: parseAsBoolean.withDefault(false),
  ports: quantity({ max: 65_535 }),
  days: quantity({ max: 10_000 }),
  nvlink: parseAsBoolean.withDefault(false),
  pcie: quantity({ max: 10_000, decimals: 1 }),
};

const TYPES = ['on-demand', 'interruptible', 'reserved'] as const satisfies readonly RentType[];
const SORTS = [
  'price',
  'pay',
  'value',
  'gpu',
  'reliability',
  'down',
  'place',
  'days',
  'vcpu',
  'disk',
] as const satisfies readonly SortKey[];

export const isSortKey = (id: string): id is SortKey => (SORTS as readonly string[]).includes(id);

const sort = createParser<Sort>({
  parse(text) {
    const desc = text.startsWith('-');
    const by = desc ? text.slice(1) : text;
    return isSortKey(by) ? { by, desc } : null;
  },
  serialize: ({ by, desc }) => (desc ? `-${by}` : by),
  eq: (a, b) => a.by === b.by && a.desc === b.desc,
});

/** Room for a usual PyTorch image (15 to 20 GB) and as much again. */
const DISK_GB = 40;
/** Vast.ai's least. */
export const DISK_MIN_GB = 8;
export const DISK_MAX_GB = 100_000;
const disk = createParser<number>({
  parse(text) {
    const gb = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return gb >= DISK_MIN_GB && gb <= DISK_MAX_GB ? gb : null;
  },
  serialize: String,
});

const offerId = createParser<number>({
  parse: (text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null),
  serialize: String,
});

export const marketParsers = {
  ...filterParsers,
  type: parseAsStringLiteral(TYPES).withDefault('on-demand'),
  disk: disk.withDefault(DISK_GB),
  sort: sort.withDefault({ by: 'price', desc: false }),
  offer: offerId,
};

export type MarketParams = inferParserType<typeof marketParsers>;
/** Changes the address; null puts a part back to its default. */
export type SetParams = (change: Partial<{ [K in keyof MarketParams]: MarketParams[K] | null }>) => void;
export const loadMarketParams = createLoader(marketParsers);
/** `?gpu=RTX+4090&price=0.45`; what is as by default is left out. */
export const marketSearch = createSerializer(marketParsers);

const FILTER_KEYS = Object.keys(filterParsers) as (keyof MarketFilters)[];

/** What is asked of offers, without what is only shown. */
export function filtersOf(params: MarketParams): MarketFilters {
  const { type: _type, disk: _disk, sort: _sort, offer: _offer, ...filters } = params;
  return filters;
}

export const viewOf = (params: MarketParams): Omit<MarketView, 'limit' | 'cursor'> => ({
  type: params.type,
  diskGb: params.disk,
  sort: params.sort,
});

/** The question alone: the chosen offer changes nothing about what fits. */
export const questionOf = (params: MarketParams): string => marketSearch({ ...params, offer: null });

/** Rows that a screen begins with, and adds at a press. */
export const ROWS_STEP = 200;

/** Filters that ask something other than by default: what "Clear all" takes off. */
export const changedFilters = (params: MarketParams): (keyof MarketFilters)[] =>
  FILTER_KEYS.filter((key) => marketSearch({ [key]: params[key] }) !== '');
