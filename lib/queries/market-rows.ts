import { type SQL, sql } from 'drizzle-orm';
import { type Asked, fits, pricedOffers } from './market-filters';

/** An offer as the table shows it. Amounts are exact text, $/h. */
export type OfferRow = {
  id: number;
  origin: string;
  gpu: string;
  count: number;
  vramMb: number;
  /** Per GPU, without disk. */
  gpuHour: string;
  /** Percent above (or below) the median of the same model and memory; null when it is the only one. */
  vsMedian: number | null;
  /** The machine with the chosen disk. */
  pay: string;
  /** 0 to 100. */
  reliability: number | null;
  /** Mbit/s. */
  down: number | null;
  up: number | null;
  place: string | null;
  datacenter: boolean;
  verification: string | null;
  /** For how long it can be rented at most. */
  days: number | null;
  /** GB left for a rent; MB/s. */
  diskGb: number | null;
  diskSpeed: number | null;
  cuda: number | null;
  vcpu: number | null;
  ramMb: number | null;
  dlperf: number | null;
  /** DLPerf for each dollar an hour. */
  value: number | null;
};

export const sortKeys = [
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
] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sort {
  by: SortKey;
  desc: boolean;
}

const number = (column: string) => ({ type: 'numeric', value: sql.raw(`${column}::numeric`) });
const SORTS: Record<SortKey, { type: string; value: SQL }> = {
  price: number('gpu_hour'),
  pay: number('pay'),
  value: { type: 'numeric', value: sql`dlperf::numeric / nullif(pay, 0)` },
  gpu: { type: 'text', value: sql`gpu_name || to_char(num_gpus, '099')` },
  reliability: number('reliability'),
  down: number('inet_down'),
  place: { type: 'text', value: sql`coalesce(country, '~') || coalesce(geolocation, '')` },
  days: number('days'),
  vcpu: number('cpu_cores_effective'),
  disk: number('disk_space'),
};

/** Where a page ended: the last row's value and id. Opaque to callers. */
interface Cursor {
  v: string;
  id: number;
}
const cursorText = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Null for text that isn't a cursor: the list then starts anew. */
export function cursorOf(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const { v, id } = read as Partial<Cursor>;
    return typeof v === 'string' && Number.isSafeInteger(id) ? { v, id: id as number } : null;
  } catch {
    return null;
  }
}

interface Found extends OfferRow {
  [column: string]: unknown;
  key: string;
}

/** Matching offers in order; what has no value to sort by comes last either way. */
export function rowsQuery(
  asked: Asked,
  origins: readonly string[],
  page: { sort: Sort; limit: number; after: Cursor | null },
): SQL {
  const { type, value } = SORTS[page.sort.by];
  const none =
    type === 'text' ? sql`''` : page.sort.desc ? sql`'-Infinity'::numeric` : sql`'Infinity'::numeric`;
  const way = sql.raw(page.sort.desc ? 'DESC' : 'ASC');
  const key = sql`coalesce(${value}, ${none})`;
  const past = sql.raw(page.sort.desc ? '<' : '>');
  const after = page.after && sql`${page.after.v}::${sql.raw(type)}`;
  const beyond = after
    ? sql`AND (${key} ${past} ${after} OR (${key} = ${after} AND o.offer_id > ${page.after?.id}))`
    : sql``;
  return sql`
    WITH s AS (
      SELECT o.*, ${key} AS key FROM ${pricedOffers(asked, origins)}
      WHERE ${fits(asked)} ${beyond}
      ORDER BY ${key} ${way}, o.offer_id LIMIT ${page.limit}
    ), ${mediansOf(asked, origins)}
    SELECT s.key::text AS key, ${offerColumns} FROM s LEFT JOIN m USING (gpu_name, gpu_ram_mb)
    ORDER BY s.key ${way}, s.offer_id`;
}

/** `m`: what one GPU of each model and memory costs in the middle of the market. Reckoned once, not once a row. */
export const mediansOf = (asked: Asked, origins: readonly string[]): SQL => sql`
  m AS MATERIALIZED (
    SELECT gpu_name, gpu_ram_mb, percentile_disc(0.5) WITHIN GROUP (ORDER BY gpu_hour) AS median
    FROM ${pricedOffers(asked, origins)} GROUP BY gpu_name, gpu_ram_mb
  )`;

/** Columns of `OfferRow` from `s` (an offer with prices) and its model's `m`. */
export const offerColumns = sql`
  s.offer_id::float8 AS id, s.origin, s.gpu_name AS gpu, s.num_gpus AS count, s.gpu_ram_mb AS "vramMb",
  trim_scale(s.gpu_hour)::text AS "gpuHour", trim_scale(s.pay)::text AS pay,
  round((s.gpu_hour / nullif(m.median, 0) - 1) * 100, 1)::float8 AS "vsMedian",
  round(s.reliability::numeric * 100, 2)::float8 AS reliability, s.inet_down AS down, s.inet_up AS up,
  s.geolocation AS place, s.hosting_type IS NOT DISTINCT FROM 1 AS datacenter, s.verification,
  s.days::float8 AS days, s.disk_space AS "diskGb", s.disk_bw AS "diskSpeed", s.cuda_max_good AS cuda,
  s.cpu_cores_effective AS vcpu, s.cpu_ram_mb AS "ramMb", s.dlperf,
  round(s.dlperf::numeric / nullif(s.pay, 0), 1)::float8 AS value`;

/** Rows as they go out, and where the next page begins. */
export function pageOf(
  found: Record<string, unknown>[],
  limit: number,
): { rows: OfferRow[]; next: string | null } {
  const rows = (found as Found[]).map(({ key: _key, ...row }) => row as OfferRow);
  const last = (found as Found[]).at(-1);
  return { rows, next: last && found.length === limit ? cursorText({ v: last.key, id: last.id }) : null };
}
