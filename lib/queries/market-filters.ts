import { type SQL, sql } from 'drizzle-orm';

/** How an offer is rented. `reserved` is on demand with the largest prepay discount, which Vast.ai takes off later. */
export const rentTypes = ['on-demand', 'interruptible', 'reserved'] as const;
export type RentType = (typeof rentTypes)[number];

/** What an offer must be. Null, an empty list and false ask nothing. */
export interface MarketFilters {
  /** Models, any of them: "RTX 4090". */
  gpu: string[];
  /** GPUs in one machine, any of them. */
  count: number[];
  /** GB of one GPU, at least. */
  vram: number | null;
  /** GB of all GPUs, at least. */
  vramTotal: number | null;
  /** $ per GPU and hour, at most; exact text. */
  price: string | null;
  /** $ per hour for the machine with the chosen disk, at most; exact text. */
  pay: string | null;
  /** Percent, at least. */
  reliability: number | null;
  /** MB/s, at least. */
  diskSpeed: number | null;
  /** Mbit/s, at least. */
  down: number | null;
  up: number | null;
  /** The newest CUDA version that the driver runs, at least. */
  cuda: number | null;
  /** Compute capability, at least: 8.9. */
  capability: number | null;
  /** Driver version, at least: "560.35". */
  driver: string | null;
  /** vCPUs of the offer's share, at least. */
  vcpu: number | null;
  /** GB of RAM of the machine, at least. */
  ram: number | null;
  /** Two-letter countries. */
  place: string[];
  notPlace: string[];
  verified: boolean;
  datacenter: boolean;
  staticIp: boolean;
  /** Open ports, at least. */
  ports: number | null;
  /** Days for which it can be rented, at least. */
  days: number | null;
  nvlink: boolean;
  /** PCIe bandwidth, GB/s, at least. */
  pcie: number | null;
}

/** Asks nothing: the market as it is. */
export const noFilters: MarketFilters = {
  gpu: [],
  count: [],
  vram: null,
  vramTotal: null,
  price: null,
  pay: null,
  reliability: null,
  diskSpeed: null,
  down: null,
  up: null,
  cuda: null,
  capability: null,
  driver: null,
  vcpu: null,
  ram: null,
  place: [],
  notPlace: [],
  verified: false,
  datacenter: false,
  staticIp: false,
  ports: null,
  days: null,
  nvlink: false,
  pcie: null,
};

/** The chosen disk is a filter too: a machine with less left can't be rented with it. */
export type FilterKey = keyof MarketFilters | 'disk';

/** Vast.ai counts memory in MB and a GB as 1,000 of them, as its own client does (docs/vast.md). */
const MB_PER_GB = 1000;
const list = (values: readonly (string | number)[], type: 'text' | 'int') =>
  sql`${sql.param([...values])}::${sql.raw(type)}[]`;
/** `real` columns become numeric by their printed digits: 0.96 stored as real is otherwise below 96 %. */
const exactly = (column: string) => sql.raw(`o.${column}::numeric`);

const CONDITIONS: { [K in keyof MarketFilters]: (value: NonNullable<MarketFilters[K]>) => SQL } = {
  gpu: (models) => sql`o.gpu_name = ANY(${list(models, 'text')})`,
  count: (counts) => sql`o.num_gpus = ANY(${list(counts, 'int')})`,
  vram: (gb) => sql`o.gpu_ram_mb >= ${gb * MB_PER_GB}::numeric`,
  vramTotal: (gb) => sql`o.gpu_ram_mb * o.num_gpus >= ${gb * MB_PER_GB}::numeric`,
  price: (usd) => sql`o.gpu_hour <= ${usd}::numeric`,
  pay: (usd) => sql`o.pay <= ${usd}::numeric`,
  reliability: (percent) => sql`${exactly('reliability')} * 100 >= ${percent}::numeric`,
  diskSpeed: (mbS) => sql`o.disk_bw >= ${mbS}::numeric`,
  down: (mbitS) => sql`o.inet_down >= ${mbitS}::numeric`,
  up: (mbitS) => sql`o.inet_up >= ${mbitS}::numeric`,
  cuda: (version) => sql`${exactly('cuda_max_good')} >= ${version}::numeric`,
  capability: (version) => sql`o.compute_cap >= ${version}::numeric * 100`,
  driver: (version) => sql`CASE WHEN o.driver_version ~ '^\\d+([.]\\d+)*$'
      THEN string_to_array(o.driver_version, '.')::int[] >= string_to_array(${version}, '.')::int[] END`,
  vcpu: (cores) => sql`${exactly('cpu_cores_effective')} >= ${cores}::numeric`,
  ram: (gb) => sql`o.cpu_ram_mb >= ${gb * MB_PER_GB}::numeric`,
  place: (countries) => sql`o.country = ANY(${list(countries, 'text')})`,
  notPlace: (countries) => sql`o.country <> ALL(${list(countries, 'text')})`,
  verified: () => sql`o.verification = 'verified'`,
  datacenter: () => sql`o.hosting_type = 1`,
  staticIp: () => sql`o.static_ip`,
  ports: (open) => sql`o.direct_port_count >= ${open}::int`,
  days: (days) => sql`o.days >= ${days}::numeric`,
  nvlink: () => sql`o.bw_nvlink > 0`,
  pcie: (gbS) => sql`${exactly('pcie_bw')} >= ${gbS}::numeric`,
};

/** $/h of the GPUs, whole machine, by how it is rented. */
const HOUR: Record<RentType, SQL> = {
  'on-demand': sql`dph_base`,
  interruptible: sql`min_bid`,
  reserved: sql`dph_base * (1 - coalesce(credit_discount_max, 0)::numeric)`,
};

export interface Asked {
  filters: MarketFilters;
  type: RentType;
  diskGb: number;
}

/** The filters that ask something, each with its bit in an offer's `miss`. */
export function activeFilters({ filters, diskGb }: Asked): { key: FilterKey; bit: number; holds: SQL }[] {
  const asking = (Object.keys(CONDITIONS) as (keyof MarketFilters)[]).filter((key) => {
    const value = filters[key];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== false;
  });
  const conditionOf = <K extends keyof MarketFilters>(key: K) =>
    CONDITIONS[key](filters[key] as NonNullable<MarketFilters[K]>);
  return [
    { key: 'disk' as const, holds: sql`coalesce(o.disk_space >= ${diskGb}::numeric, true)` },
    ...asking.map((key) => ({ key, holds: conditionOf(key) })),
  ].map((each, index) => ({ ...each, bit: 2 ** index }));
}

/** The living market of some origins with its prices; what the conditions of this file are about. */
export function pricedOffers(
  { type, diskGb }: Pick<Asked, 'type' | 'diskGb'>,
  origins: readonly string[],
): SQL {
  const hour = HOUR[type];
  return sql`(
    SELECT *, ${hour} AS hour, ${hour} / num_gpus AS gpu_hour,
           ${hour} + storage_cost * ${diskGb}::numeric / 720 AS pay,
           extract(epoch FROM ends_at - seen_at) / 86400 AS days
    FROM offer
    WHERE origin = ANY(${list(origins, 'text')}) AND gone_at IS NULL AND num_gpus > 0 AND ${hour} IS NOT NULL
    OFFSET 0) o`;
  // OFFSET 0 keeps the planner from reckoning each price again wherever it is named.
}

/** An offer fits. */
export const fits = (asked: Asked): SQL =>
  sql.join(
    activeFilters(asked).map(({ holds }) => sql`(${holds})`),
    sql` AND `,
  );

/** A bit for every filter that an offer fails; facets leave their own bit out of account. */
export const missOf = (asked: Asked): SQL =>
  sql.join(
    activeFilters(asked).map(
      ({ bit, holds }) => sql`CASE WHEN ${holds} THEN 0 ELSE ${sql.raw(String(bit))} END`,
    ),
    sql` | `,
  );
