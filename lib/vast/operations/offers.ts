import { z } from 'zod';
import { operation } from '../operation';
import { epoch, flag, maybe, money, quantity, reply, whole, words } from '../wire';

export const Comparison = z.partialRecord(
  z.enum(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'notin']),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
);

export const Offer = reply({
  id: whole(),
  machine_id: whole(),
  host_id: maybe(whole()),
  gpu_name: words(),
  num_gpus: whole(),
  gpu_ram: whole(),
  dph_base: money(),
  dph_total: money(),
  min_bid: maybe(money()),
  storage_cost: money(),
  inet_up_cost: maybe(money()),
  inet_down_cost: maybe(money()),
  credit_discount_max: maybe(quantity()),
  reliability: maybe(quantity()),
  reliability2: maybe(quantity()),
  dlperf: maybe(quantity()),
  total_flops: maybe(quantity()),
  cpu_name: maybe(words()),
  cpu_arch: maybe(words()),
  cpu_cores_effective: maybe(quantity()),
  cpu_ghz: maybe(quantity()),
  cpu_ram: maybe(whole()),
  disk_space: maybe(quantity()),
  disk_bw: maybe(quantity()),
  inet_up: maybe(quantity()),
  inet_down: maybe(quantity()),
  direct_port_count: maybe(whole()),
  static_ip: maybe(flag()),
  cuda_max_good: maybe(quantity()),
  compute_cap: maybe(whole()),
  driver_version: maybe(words()),
  pcie_bw: maybe(quantity()),
  gpu_mem_bw: maybe(quantity()),
  bw_nvlink: maybe(quantity()),
  geolocation: maybe(words()),
  hosting_type: maybe(whole()),
  verification: maybe(words()),
  vms_enabled: maybe(flag()),
  rentable: maybe(flag()),
  end_date: epoch(),
});
export type Offer = z.output<typeof Offer>;

export const searchOffers = operation({
  name: 'create_a_vast_ai_bundle',
  title: 'Search offers',
  description:
    'Finds machines that hosts offer for rent now: whole machines or some of their GPUs. Filters compare fields of the offer; all must hold. Prices are US dollars per hour for the whole offer, with disk of the size given as allocated_storage. An offer can be taken by somebody else at any moment, and Vast.ai returns only the first few dozen matches whatever the limit. Costs nothing.',
  http: { method: 'POST', path: '/api/v0/bundles/' },
  scope: 'misc',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/market'],
  input: z.strictObject({
    filters: z
      .record(z.string(), Comparison)
      .default({})
      .meta({
        description:
          'Comparisons by field of the offer. Prices are US dollars per hour, gpu_ram and cpu_ram MB, duration seconds, inet_up and inet_down Mbit/s.',
        examples: [{ gpu_name: { eq: 'RTX 4090' }, num_gpus: { gte: 2 }, dph_total: { lte: 2 } }],
      }),
    order: z
      .array(z.tuple([z.string(), z.enum(['asc', 'desc'])]))
      .default([['score', 'desc']])
      .meta({
        description: 'Fields to sort by, each with asc or desc; the first decides, the next break ties.',
        examples: [[['dph_total', 'asc']]],
      }),
    type: z
      .enum(['on-demand', 'bid', 'reserved'])
      .default('on-demand')
      .meta({
        description:
          'on-demand: yours until you end it. bid: interruptible, priced at the lowest bid that wins now. reserved: prepaid at a discount.',
        examples: ['on-demand'],
      }),
    limit: z
      .int()
      .min(1)
      .default(64)
      .meta({
        description: 'Offers to return at most; Vast.ai stops at 64 whatever is asked.',
        examples: [20],
      }),
    allocated_storage: z
      .number()
      .min(1)
      .default(8)
      .meta({ description: 'GB of disk to include in dph_total.', examples: [50] }),
  }),
  output: reply({ offers: z.array(Offer) }),
  wire: ({ filters, ...rest }) => ({ body: { ...filters, ...rest } }),
});
