/** How the market is spread: the bins behind the sliders. */
import { type SQL, sql } from 'drizzle-orm';
import { exact, type Usd, usd } from '@/lib/money';

export interface Spread {
  /** Exact text, ascending; bin i reaches from edge i to edge i + 1, and the outer two hold what lies beyond. */
  edges: string[];
  counts: number[];
}

export const spreadKeys = ['price', 'reliability', 'down', 'vram'] as const;
export type SpreadKey = (typeof spreadKeys)[number];

/** Finer where hosts differ: half of the market lies above 99 %. */
const RELIABILITY =
  '60 70 80 85 90 91 92 93 94 95 95.5 96 96.5 97 97.5 98 98.5 99 99.2 99.4 99.6 99.7 99.8 99.9 100';
const DOWN = '0 10 25 50 75 100 150 200 300 400 500 600 700 800 900 1000 1500 2000 3000 4000 5000 7500 10000';
/** GB as cards are sold. */
const VRAM = '0 6 8 10 12 16 20 24 32 40 48 64 80 94 96 140 180 192 288';
const FIXED: Record<Exclude<SpreadKey, 'price'>, string[]> = {
  reliability: RELIABILITY.split(' '),
  down: DOWN.split(' '),
  vram: VRAM.split(' '),
};
const PRICE_BINS = 26;

const fixedBin = (key: Exclude<SpreadKey, 'price'>, value: SQL) =>
  sql`width_bucket(${value}, ${sql.param(FIXED[key])}::numeric[])::text`;

/**
 * Which pile an offer lies on. Prices are piled by their first two digits (rounded down), because the edges of their
 * bins are such numbers but are known only when the cheapest and dearest are.
 */
export const pileOf: Record<SpreadKey, SQL> = {
  price: sql`trim_scale(trunc(gpu_hour, CASE WHEN gpu_hour < 0.001 THEN 5 WHEN gpu_hour < 0.01 THEN 4
    WHEN gpu_hour < 0.1 THEN 3 WHEN gpu_hour < 1 THEN 2 WHEN gpu_hour < 10 THEN 1 ELSE 0 END))::text`,
  reliability: fixedBin('reliability', sql`reliability::numeric * 100`),
  down: fixedBin('down', sql`inet_down::numeric`),
  vram: fixedBin('vram', sql`gpu_ram_mb::numeric / 1000`),
};

export interface Pile {
  key: SpreadKey;
  pile: string | null;
  offers: number;
}

/** Piles to bins. `low` and `high` are the prices of the cheapest and dearest hundredth. */
export function spreadsOf(
  piles: readonly Pile[],
  low: Usd | null,
  high: Usd | null,
): Record<SpreadKey, Spread> {
  const edges: Record<SpreadKey, string[]> = { ...FIXED, price: priceEdges(low, high) };
  const spreadOf = (key: SpreadKey): Spread => {
    const bins = Math.max(0, edges[key].length - 1);
    const counts = Array.from({ length: bins }, () => 0);
    for (const { pile, offers } of piles.filter((each) => each.key === key)) {
      if (pile === null || bins === 0) continue;
      const place =
        key === 'price'
          ? edges.price.filter((edge) => usd(edge).lessThanOrEqualTo(usd(pile))).length
          : Number(pile);
      const bin = Math.min(Math.max(place, 1), bins) - 1;
      counts[bin] = (counts[bin] ?? 0) + offers;
    }
    return { edges: edges[key], counts };
  };
  return {
    price: spreadOf('price'),
    reliability: spreadOf('reliability'),
    down: spreadOf('down'),
    vram: spreadOf('vram'),
  };
}

/**
 * Price edges between the cheapest and dearest hundredth, in equal ratios (a market reaches from cents to dollars),
 * each rounded to two digits so that a slider stops at prices people say.
 */
export function priceEdges(low: Usd | null, high: Usd | null): string[] {
  if (low === null || high === null || !low.greaterThan(0)) return [];
  const ratio = high.dividedBy(low).pow(usd('1').dividedBy(PRICE_BINS));
  const edges = Array.from({ length: PRICE_BINS + 1 }, (_, i) =>
    twoDigits(low.times(ratio.pow(i)), i === PRICE_BINS),
  );
  return [...new Set(edges.map(exact))];
}

/** Down, or up for the last edge, so that the bins hold everything between. */
const twoDigits = (amount: Usd, up: boolean): Usd => amount.toSignificantDigits(2, up ? 2 : 3) as Usd;
