/** The one way to read the market: what fits, in order, and how the rest is spread. Prices are exact all the way. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account } from '@/lib/store/schema';
import {
  type Asked,
  activeFilters,
  type FilterKey,
  type MarketFilters,
  missOf,
  pricedOffers,
  type RentType,
} from './market-filters';
import { cursorOf, type OfferRow, pageOf, rowsQuery, type Sort } from './market-rows';
import { type Pile, pileOf, type Spread, type SpreadKey, spreadKeys, spreadsOf } from './market-spread';

export interface MarketView {
  sort: Sort;
  /** GB of disk that prices include. */
  diskGb: number;
  type: RentType;
  limit: number;
  /** Where the last page ended. */
  cursor?: string;
}

export interface ModelFacet {
  gpu: string;
  vramMb: number;
  offers: number;
  /** The lowest and the median price of one GPU an hour. */
  from: string;
  median: string;
}

export interface MarketFacets {
  models: ModelFacet[];
  counts: { count: number; offers: number }[];
  places: { country: string; offers: number }[];
  verified: number;
  datacenter: number;
  staticIp: number;
}

/** What a filter costs: how many offers would fit without it, and how many it alone or with others keeps out. */
export interface Relief {
  key: FilterKey;
  without: number;
  keepsOut: number;
}

export interface MarketPage {
  rows: OfferRow[];
  next: string | null;
  /** Offers that fit, and their GPUs. */
  total: number;
  /** Offers there are. */
  all: number;
  facets: MarketFacets;
  spreads: Record<SpreadKey, Spread>;
  /** Best first: the filter without which most would fit. */
  relief: Relief[];
}

/** Offers of the origins that the workspace links, and of no other. */
export async function searchMarket(
  db: Tx,
  scope: Scope,
  filters: MarketFilters,
  view: MarketView,
): Promise<MarketPage> {
  const origins = await originsOf(db, scope);
  const asked: Asked = { filters, type: view.type, diskGb: view.diskGb };
  const [found, summary] = await Promise.all([
    db.execute(
      rowsQuery(asked, origins, { sort: view.sort, limit: view.limit, after: cursorOf(view.cursor) }),
    ),
    summarise(db, asked, origins),
  ]);
  return { ...pageOf(found.rows, view.limit), ...summary };
}

/** Where the workspace's accounts are: their markets are the ones it can rent from. */
export async function originsOf(db: Tx, scope: Scope): Promise<string[]> {
  const rows = await db
    .selectDistinct({ origin: account.origin })
    .from(account)
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)));
  return rows.map(({ origin }) => origin);
}

type Summary = Pick<MarketPage, 'total' | 'all' | 'facets' | 'relief' | 'spreads'>;

/** Counts of everything, each facet without its own filter: what would fit if it were set otherwise. */
async function summarise(db: Tx, asked: Asked, origins: readonly string[]): Promise<Summary> {
  const active = activeFilters(asked);
  const bits = (...keys: FilterKey[]) =>
    active.filter(({ key }) => keys.includes(key)).reduce((sum, { bit }) => sum + bit, 0);
  const but = (...keys: FilterKey[]) => sql.raw(`(miss & ~${bits(...keys)}) = 0`);
  const relief = active.map(
    ({ key, bit }) => sql`jsonb_build_object('key', ${key}::text,
      'without', count(*) FILTER (WHERE miss & ~${sql.raw(String(bit))} = 0),
      'keepsOut', count(*) FILTER (WHERE miss & ${sql.raw(String(bit))} <> 0))`,
  );
  // Where nothing fits but the price, the slider still needs ends: those of the whole market.
  const priceAt = (share: number) => {
    const at = sql`percentile_disc(${sql.raw(String(share))}) WITHIN GROUP (ORDER BY gpu_hour)`;
    return sql`coalesce(${at} FILTER (WHERE ${but('price')}), ${at})`;
  };
  const piles = spreadKeys.map(
    (key) => sql`SELECT ${key}::text AS key, ${pileOf[key]} AS pile, count(*)::int AS offers
      FROM f WHERE ${but(key)} GROUP BY 2`,
  );
  const answer = await db.execute<{
    total: number;
    all: number;
    low: string | null;
    high: string | null;
    relief: Relief[];
    piles: Pile[];
    models: ModelFacet[];
    counts: MarketFacets['counts'];
    places: MarketFacets['places'];
    verified: number;
    datacenter: number;
    static_ip: number;
  }>(sql`
    WITH f AS MATERIALIZED (
      SELECT gpu_name, gpu_ram_mb, num_gpus, country, verification, hosting_type, static_ip, gpu_hour, reliability,
             inet_down, (${missOf(asked)}) AS miss
      FROM ${pricedOffers(asked, origins)}
    )
    SELECT totals.*,
      (SELECT coalesce(jsonb_agg(x), '[]') FROM (${sql.join(piles, sql` UNION ALL `)}) x) AS piles,
      (SELECT coalesce(jsonb_agg(x ORDER BY x.offers DESC, x.gpu, x."vramMb"), '[]') FROM (
         SELECT gpu_name AS gpu, gpu_ram_mb AS "vramMb", count(*)::int AS offers,
                trim_scale(min(gpu_hour))::text AS from,
                trim_scale(percentile_disc(0.5) WITHIN GROUP (ORDER BY gpu_hour))::text AS median
         FROM f WHERE ${but('gpu')} GROUP BY gpu_name, gpu_ram_mb) x) AS models,
      (SELECT coalesce(jsonb_agg(x ORDER BY x.count), '[]') FROM (
         SELECT num_gpus AS count, count(*)::int AS offers FROM f WHERE ${but('count')} GROUP BY num_gpus) x) AS counts,
      (SELECT coalesce(jsonb_agg(x ORDER BY x.offers DESC, x.country), '[]') FROM (
         SELECT country, count(*)::int AS offers FROM f
         WHERE ${but('place', 'notPlace')} AND country IS NOT NULL GROUP BY country) x) AS places
    FROM (
      SELECT count(*) FILTER (WHERE miss = 0)::int AS total, count(*)::int AS all,
             count(*) FILTER (WHERE ${but('verified')} AND verification = 'verified')::int AS verified,
             count(*) FILTER (WHERE ${but('datacenter')} AND hosting_type = 1)::int AS datacenter,
             count(*) FILTER (WHERE ${but('staticIp')} AND static_ip)::int AS static_ip,
             ${priceAt(0.01)}::text AS low, ${priceAt(0.99)}::text AS high,
             jsonb_build_array(${sql.join(relief, sql`, `)}) AS relief
      FROM f) totals`);
  const row = answer.rows[0];
  if (!row) throw new Error('an aggregate answers one row');
  const { total, all, models, counts, places, verified, datacenter } = row;
  return {
    total,
    all,
    spreads: spreadsOf(
      row.piles,
      row.low === null ? null : usd(row.low),
      row.high === null ? null : usd(row.high),
    ),
    relief: row.relief
      .filter(({ keepsOut }) => keepsOut > 0)
      .sort((a, b) => b.without - a.without || b.keepsOut - a.keepsOut),
    facets: { models, counts, places, verified, datacenter, staticIp: row.static_ip },
  };
}
