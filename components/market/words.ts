/** How the market's filters, places and times are said. */
import { moneyText } from '@/components/ui/money';
import type { MarketFacets } from '@/lib/queries/market';
import type { FilterKey, MarketFilters, RentType } from '@/lib/queries/market-filters';
import type { MarketParams, SetParams } from './params';

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
/** NO as Norway; codes that nobody knows stay as they are. */
export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Countries as choices; the number says how many offers would fit there. */
export const placeOptions = ({ places }: MarketFacets) =>
  places.map(({ country, offers }) => ({
    value: country,
    label: countryName(country),
    count: grouped(offers),
  }));

export const grouped = (n: number): string => Math.round(n).toLocaleString('en-US');
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n)} ${n === 1 ? one : many}`;

export const typeOptions: { value: RentType; label: string }[] = [
  { value: 'on-demand', label: 'On demand' },
  { value: 'interruptible', label: 'Interruptible' },
  { value: 'reserved', label: 'Reserved' },
];

/** What the prices on screen are, where they aren't what one pays without more ado. */
export const typeSays: Record<RentType, string> = {
  'on-demand': '',
  interruptible: 'They are the lowest winning bids.',
  reserved: 'They are with the largest discount for prepaying.',
};

const either = (list: readonly (string | number)[]) =>
  list.length > 1 ? `${list.slice(0, -1).join(', ')} or ${list.at(-1)}` : String(list[0]);

const SAY: { [K in keyof MarketFilters]: (value: NonNullable<MarketFilters[K]>) => string } = {
  gpu: (models) => either(models),
  count: (counts) => `${either(counts)} in one machine`,
  vram: (gb) => `memory per GPU at least ${gb} GB`,
  vramTotal: (gb) => `memory in all at least ${gb} GB`,
  price: (usd) => `at most ${dollars(usd)} per GPU-hour`,
  pay: (usd) => `you pay at most ${dollars(usd)} an hour`,
  reliability: (percent) => `reliability at least ${percent} %`,
  diskSpeed: (mbS) => `disk at least ${grouped(mbS)} MB/s`,
  down: (mbitS) => `download at least ${grouped(mbitS)} Mbit/s`,
  up: (mbitS) => `upload at least ${grouped(mbitS)} Mbit/s`,
  cuda: (version) => `CUDA at least ${version.toFixed(1)}`,
  capability: (version) => `compute capability at least ${version.toFixed(1)}`,
  driver: (version) => `driver at least ${version}`,
  vcpu: (cores) => `at least ${plural(cores, 'vCPU')}`,
  ram: (gb) => `RAM at least ${gb} GB`,
  place: (codes) => either(codes.map(countryName)),
  notPlace: (codes) => `not in ${either(codes.map(countryName))}`,
  verified: () => 'verified hosts',
  datacenter: () => 'datacenters only',
  staticIp: () => 'static address',
  ports: (open) => `at least ${plural(open, 'open port')}`,
  days: (days) => `for at least ${plural(days, 'day')}`,
  nvlink: () => 'NVLink',
  pcie: (gbS) => `PCIe at least ${gbS} GB/s`,
};

const dollars = (amount: string) =>
  moneyText(amount, { places: Math.max(2, (amount.split('.')[1] ?? '').length) });

/** "reliability at least 96 %"; undefined when it asks nothing. */
export function filterWords(key: FilterKey, params: MarketParams): string | undefined {
  if (key === 'disk') return `${grouped(params.disk)} GB of disk`;
  const value = params[key];
  if (value === null || value === false || (Array.isArray(value) && value.length === 0)) return undefined;
  return (SAY[key] as (value: unknown) => string)(value);
}

/** The address that takes a filter off. */
export const withoutFilter = (key: keyof MarketFilters): Parameters<SetParams>[0] =>
  // `verified` is on by default: null would put it back.
  key === 'verified' ? { verified: false } : { [key]: null };
