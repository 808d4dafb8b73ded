import { z } from 'zod';
import { operation } from '../operation';
import { flag, maybe, money, quantity, reply, whole, words } from '../wire';

const OF_MACHINES = {
  verified: z
    .enum(['yes', 'no', 'all'])
    .default('yes')
    .meta({
      description: 'Only machines that Vast.ai has verified, only others, or all.',
      examples: ['yes'],
    }),
  hosting_type: z
    .enum(['all', 'secure_cloud', 'community'])
    .default('all')
    .meta({ description: 'Only datacenters (secure_cloud), only others, or all.', examples: ['all'] }),
  num_gpus: z
    .string()
    .regex(/^(all|\d{1,2})$/, '“all”, or a number of GPUs')
    .default('all')
    .meta({ description: 'Only machines with so many GPUs, or all.', examples: ['all'] }),
};

/** Hosts only: others get empty lists and `needs_machine`. */
const NEEDS_MACHINE = { needs_machine: maybe(flag()) };

const COUNTS = {
  total: maybe(whole()),
  rented_verified: maybe(whole()),
  avail_verified: maybe(whole()),
  rented_unverified: maybe(whole()),
  avail_unverified: maybe(whole()),
};

const PERFORMANCE = {
  tflops: maybe(quantity()),
  dlperf: maybe(quantity()),
  tflops_per_dollar: maybe(quantity()),
  dlperf_per_dollar: maybe(quantity()),
};

const numbers = maybe(z.array(whole()));
const prices = maybe(z.array(maybe(money())));

const GpuMetric = reply({
  gpu_name: words(),
  available: maybe(whole()),
  /** Percent. */
  usage: maybe(quantity()),
  usage_30d: maybe(quantity()),
  ...COUNTS,
  ...PERFORMANCE,
  /** Dollars per GPU and hour. */
  price_p10: maybe(money()),
  price_p25: maybe(money()),
  price_median: maybe(money()),
  price_p75: maybe(money()),
  price_p90: maybe(money()),
});

export const showGpuMetrics = operation({
  name: 'list_all_vast_ai_gpu_metrics',
  title: 'Show GPU metrics',
  description:
    'The market as it is now, one row a GPU model: how many machines there are, how many are rented, and the range of their on-demand prices in US dollars per GPU and hour. Only accounts that host a machine get it.',
  http: { method: 'GET', path: '/api/v0/metrics/gpu/current/' },
  scope: 'machine_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject(OF_MACHINES),
  output: reply({ gpus: z.array(GpuMetric), ...NEEDS_MACHINE }),
});

export const showGpuTrends = operation({
  name: 'list_all_vast_ai_gpu_trends',
  title: 'Show GPU trends',
  description:
    'How the market of some GPU models moved: machines rented and free, and prices of both, at even steps of time. The last 24 hours unless a range is given. Only accounts that host a machine get it.',
  http: { method: 'GET', path: '/api/v0/metrics/gpu/history/' },
  scope: 'machine_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    gpu_name: z
      .string()
      .max(500)
      .optional()
      .meta({
        description: 'GPU models, separated by commas, or “all”; RTX 5090, 4090 and 3090 when left out.',
        examples: ['RTX 4090,H100 SXM'],
      }),
    ...OF_MACHINES,
    start: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'Begin, seconds since 1970.', examples: [1795000000] }),
    end: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'End, seconds since 1970; now when left out.', examples: [1795086400] }),
    step: z
      .int()
      .min(60)
      .optional()
      .meta({ description: 'Seconds between two points, 60 at least.', examples: [3600] }),
  }),
  output: reply({
    gpus: z
      .record(
        z.string(),
        reply({
          supply_demand: maybe(
            reply({
              timestamps: numbers,
              rented_verified: numbers,
              avail_verified: numbers,
              rented_unverified: numbers,
              avail_unverified: numbers,
              total: numbers,
            }),
          ),
          pricing: maybe(
            reply({
              timestamps: numbers,
              rented_p10: prices,
              rented_median: prices,
              rented_p90: prices,
              avail_p10: prices,
              avail_median: prices,
              avail_p90: prices,
            }),
          ),
          stats: maybe(reply(PERFORMANCE)),
        }),
      )
      .meta({ description: 'By GPU model.' }),
    ...NEEDS_MACHINE,
  }),
});

export const showGpuLocations = operation({
  name: 'list_all_vast_ai_gpu_locations',
  title: 'Show GPU locations',
  description:
    'Where the market’s machines stand: city, country and coordinates, with the GPU model, how many GPUs, and whether they are rented and verified. Only accounts that host a machine get it.',
  http: { method: 'GET', path: '/api/v0/metrics/gpu/locations/' },
  scope: 'machine_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: reply({
    locations: z.array(
      reply({
        gpu_name: maybe(words()),
        num_gpus: maybe(whole()),
        city: maybe(words()),
        country_code: maybe(words()),
        latitude: maybe(quantity()),
        longitude: maybe(quantity()),
        rented: maybe(flag()),
        verified: maybe(flag()),
        datacenter: maybe(flag()),
      }),
    ),
    ...NEEDS_MACHINE,
  }),
});
