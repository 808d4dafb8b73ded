import { bigint, boolean, index, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { dollars, moment } from './columns';

/** An offer as last seen. Global: the market is the same for everybody who asks the same origin. */
export const offer = pgTable(
  'offer',
  {
    origin: text('origin').notNull(),
    offerId: bigint('offer_id', { mode: 'number' }).notNull(),
    machineId: bigint('machine_id', { mode: 'number' }).notNull(),
    hostId: bigint('host_id', { mode: 'number' }),
    gpuName: text('gpu_name').notNull(),
    numGpus: integer('num_gpus').notNull(),
    /** MB of one GPU. */
    gpuRamMb: integer('gpu_ram_mb').notNull(),
    /** GPUs only, $/h for the whole offer. */
    dphBase: dollars('dph_base').notNull(),
    minBid: dollars('min_bid'),
    /** $/GB/month */
    storageCost: dollars('storage_cost').notNull(),
    /** $/GB */
    inetUpCost: dollars('inet_up_cost'),
    inetDownCost: dollars('inet_down_cost'),
    /** Fraction: the largest prepay discount. */
    creditDiscountMax: real('credit_discount_max'),
    reliability: real('reliability'),
    dlperf: real('dlperf'),
    totalFlops: real('total_flops'),
    cpuName: text('cpu_name'),
    cpuCoresEffective: real('cpu_cores_effective'),
    cpuGhz: real('cpu_ghz'),
    cpuArch: text('cpu_arch'),
    /** MB of the whole machine. */
    cpuRamMb: integer('cpu_ram_mb'),
    diskSpace: real('disk_space'),
    diskBw: real('disk_bw'),
    /** Mb/s */
    inetUp: real('inet_up'),
    inetDown: real('inet_down'),
    directPortCount: integer('direct_port_count'),
    staticIp: boolean('static_ip'),
    cudaMaxGood: real('cuda_max_good'),
    /** 890 = 8.9 */
    computeCap: integer('compute_cap'),
    driverVersion: text('driver_version'),
    pcieBw: real('pcie_bw'),
    gpuMemBw: real('gpu_mem_bw'),
    bwNvlink: real('bw_nvlink'),
    geolocation: text('geolocation'),
    /** Two letters, from the end of `geolocation`. */
    country: text('country'),
    hostingType: integer('hosting_type'),
    verification: text('verification'),
    vmsEnabled: boolean('vms_enabled'),
    /** Until when it can be rented. */
    endsAt: moment('ends_at'),
    seenAt: moment('seen_at').notNull(),
    /** Missed by a search that should have returned it, or refused as taken. */
    goneAt: moment('gone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.origin, t.offerId] }),
    index('offer_model').on(t.origin, t.gpuName, t.numGpus),
  ],
);

/** One pass of the sampler over a market: its age and coverage are shown beside the prices. Global. */
export const marketSweep = pgTable(
  'market_sweep',
  {
    origin: text('origin').notNull(),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at'),
    searches: integer('searches').notNull().default(0),
    offers: integer('offers').notNull().default(0),
    /** The largest reply seen: what a full one looks like here. */
    largestReply: integer('largest_reply').notNull().default(0),
    /** Replies that stayed full after every split: offers we may not know of. */
    truncated: integer('truncated').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.origin, t.startedAt] })],
);
