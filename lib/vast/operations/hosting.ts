import { z } from 'zod';
import { operation } from '../operation';
import { epoch, flag, maybe, money, quantity, reply, whole, words } from '../wire';

export const MachineId = z
  .int()
  .positive()
  .meta({ description: 'The machine’s number at Vast.ai.', examples: [20417] });

const dollars = (description: string, example: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'a number of dollars such as 0.25')
    .meta({ description, examples: [example] });

/** On the wire a price is a number, and what isn't given isn't there. */
const numbers = (prices: Record<string, string | undefined>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(prices).flatMap(([name, price]) => (price === undefined ? [] : [[name, Number(price)]])),
  );

const Maintenance = reply({
  machine_id: maybe(whole()),
  start_time: epoch(),
  end_time: epoch(),
  duration_hours: maybe(quantity()),
  maintenance_category: maybe(words()),
});

export const HostedMachine = reply({
  /** The machine's own number; hosts' lists have no `machine_id` (docs/vast.md). */
  id: whole(),
  hostname: maybe(words()),
  num_gpus: maybe(whole()),
  gpu_name: maybe(words()),
  gpu_ram: maybe(whole()),
  /** A letter a GPU: D rented on demand, I interruptible, x free. */
  gpu_occupancy: maybe(words()),
  disk_space: maybe(quantity()),
  driver_version: maybe(words()),
  public_ipaddr: maybe(words()),
  geolocation: maybe(words()),
  reliability2: maybe(quantity()),
  verification: maybe(words()),
  error_description: maybe(words()),
  num_reports: maybe(whole()),
  listed: maybe(flag()),
  /** Dollars per GPU and hour. */
  listed_gpu_cost: maybe(money()),
  min_bid_price: maybe(money()),
  /** Dollars per GB and month. */
  listed_storage_cost: maybe(money()),
  /** Dollars per GB. */
  listed_inet_up_cost: maybe(money()),
  listed_inet_down_cost: maybe(money()),
  listed_min_gpu_count: maybe(whole()),
  credit_discount_max: maybe(quantity()),
  end_date: epoch(),
  client_end_date: epoch(),
  current_rentals_running: maybe(whole()),
  earn_day: maybe(money()),
  machine_maintenance: maybe(z.array(Maintenance)),
});

export const listMachines = operation({
  name: 'list_all_vast_ai_machines',
  title: 'List hosted machines',
  description:
    'The machines that the account rents out on Vast.ai, each with its hardware, whether it is on the market, what is asked for it and which of its GPUs are rented now. Empty for an account that hosts nothing.',
  http: { method: 'GET', path: '/api/v0/machines/' },
  scope: 'machine_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    owner: z
      .literal('me')
      .default('me')
      .meta({ description: 'Whose machines: always the account’s own.', examples: ['me'] }),
  }),
  output: reply({ machines: z.array(HostedMachine) }),
});

export const listMachineForRent = operation({
  name: 'update_a_vast_ai_machines_create_ask_by_id',
  title: 'List machine for rent',
  description:
    'Puts a hosted machine on the market, or changes what is asked for it. Whoever rents gets these prices until their contract ends, so a change concerns new rents only; a later end date also prolongs running rents whose prices have not risen. A listed machine is a promise: taking it down while somebody rents it costs reliability. What is left out stays as it was.',
  http: { method: 'PUT', path: '/api/v0/machines/create_asks/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['machines', 'market'],
  sentence: ({ machine, price_gpu }) =>
    `listed machine ${machine} for rent${price_gpu === undefined ? '' : ` at $${price_gpu}/h a GPU`}`,
  input: z
    .strictObject({
      machine: MachineId,
      price_gpu: dollars('On-demand price in US dollars per GPU and hour.', '0.36').optional(),
      price_disk: dollars('Storage price in US dollars per GB and month; 0.10 at first.', '0.10').optional(),
      price_inetu: dollars('Price of upload in US dollars per GB.', '0.005').optional(),
      price_inetd: dollars('Price of download in US dollars per GB.', '0.005').optional(),
      price_min_bid: dollars(
        'The least that bidders must offer, US dollars per GPU and hour.',
        '0.12',
      ).optional(),
      min_chunk: z
        .int()
        .min(1)
        .max(64)
        .optional()
        .meta({
          description: 'The smallest number of GPUs that can be rented together; 1 at first.',
          examples: [1],
        }),
      end_date: z
        .int()
        .positive()
        .optional()
        .meta({
          description:
            'Until when it can be rented, seconds since 1970; rents end then, too. Not together with duration.',
          examples: [1798761600],
        }),
      duration: z
        .string()
        .regex(/^\d+( (day|week|month|year)s?)?$/, 'such as “2 weeks”, or a number of seconds')
        .optional()
        .meta({
          description:
            'The end date moves on daily and stays so far ahead: days, weeks, months, years, or seconds.',
          examples: ['2 weeks'],
        }),
      credit_discount_max: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .meta({
          description: 'The most that prepaying may save renters, a fraction; 0.4 at first.',
          examples: [0.4],
        }),
      vol_size: z
        .int()
        .min(0)
        .optional()
        .meta({
          description: 'GB offered as volumes; half of the free disk when left out, 0 for none.',
          examples: [200],
        }),
      vol_price: dollars(
        'Price of volumes in US dollars per GB and month; price_disk when left out.',
        '0.10',
      ).optional(),
    })
    .refine(
      ({ end_date, duration }) => end_date === undefined || duration === undefined,
      'an end date or a duration, not both',
    )
    .meta({
      examples: [
        {
          machine: 20417,
          price_gpu: '0.36',
          price_disk: '0.10',
          price_inetu: '0.005',
          price_inetd: '0.005',
          price_min_bid: '0.12',
          min_chunk: 1,
          end_date: 1798761600,
          credit_discount_max: 0.4,
          vol_size: 200,
          vol_price: '0.10',
        },
        { machine: 20417, price_gpu: '0.36', duration: '2 weeks' },
      ],
    }),
  output: reply({ success: z.literal(true), extended: maybe(whole()) }),
  wire: ({ price_gpu, price_disk, price_inetu, price_inetd, price_min_bid, vol_price, ...body }) => ({
    body: {
      ...body,
      ...numbers({ price_gpu, price_disk, price_inetu, price_inetd, price_min_bid, vol_price }),
    },
  }),
});

export const unlistMachine = operation({
  name: 'delete_a_vast_ai_machine_ask_by_id',
  title: 'Unlist machine',
  description:
    'Takes a hosted machine off the market: all of its offers end, those for volumes too. Rents that run keep their prices and their end; the machine must stay up for them. A default job on it pauses.',
  http: { method: 'DELETE', path: '/api/v0/machines/{machine_id}/asks/' },
  scope: 'machine_write',
  effect: 'destroys',
  minIntervalMs: 1800,
  lostAnswer: 'repeat',
  touches: ['machines', 'market'],
  sentence: ({ machine_id }) => `took machine ${machine_id} off the market`,
  input: z.strictObject({ machine_id: MachineId }),
  output: reply({ success: z.literal(true) }),
});

export const setMinimumBid = operation({
  name: 'update_a_vast_ai_machine_minbid_by_id',
  title: 'Set minimum bid',
  description:
    'Sets the least that bidders must offer for a GPU of a hosted machine. Interruptible rents that bid less pause at once and keep their data; a default job below it doesn’t run.',
  http: { method: 'PUT', path: '/api/v0/machines/{machine_id}/minbid/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 1500,
  lostAnswer: 'repeat',
  touches: ['machines', 'market'],
  sentence: ({ machine_id, price }) => `set the minimum bid of machine ${machine_id} to $${price}/h a GPU`,
  input: z.strictObject({
    machine_id: MachineId,
    price: dollars('US dollars per GPU and hour, from 0.001 to 32.', '0.12'),
  }),
  output: reply({ success: z.literal(true) }),
  wire: ({ price }) => ({ body: { client_id: 'me', price: Number(price) } }),
});

export const setDefaultJob = operation({
  name: 'update_a_vast_ai_machines_create_bid_by_id',
  title: 'Set default job',
  description:
    'Gives a hosted machine a background job: one container a GPU, running while no client wants it. Vast.ai doesn’t bill it; the price says which bids it yields to, so bids below it are rents that are not earned. It replaces the default job before it, whose containers are lost.',
  http: { method: 'PUT', path: '/api/v0/machines/create_bids/' },
  scope: 'machine_write',
  // It replaces the job before it with what is on its disks; no dollar is billed for it, so none is to be weighed.
  effect: 'destroys',
  minIntervalMs: 2800,
  lostAnswer: 'ask',
  untold:
    'The list of machines doesn’t say which job is set, and a second call would begin its containers anew.',
  touches: ['machines'],
  secretInput: ['args'],
  sentence: ({ machine, image, price_gpu }) =>
    `set ${image} as default job of machine ${machine}, yielding above $${price_gpu}/h a GPU`,
  input: z.strictObject({
    machine: MachineId,
    price_gpu: dollars('US dollars per GPU and hour above which client bids pause the job.', '0.15'),
    price_inetu: dollars('Price of upload per GB; default jobs are not billed, 0 will do.', '0').default('0'),
    price_inetd: dollars('Price of download per GB; default jobs are not billed, 0 will do.', '0').default(
      '0',
    ),
    image: z
      .string()
      .min(1)
      .max(1024)
      .meta({
        description: 'The container image that runs on each GPU.',
        examples: ['vastai/pytorch:latest'],
      }),
    args: z
      .array(z.string())
      .optional()
      .meta({ description: 'What the image’s entrypoint is given, word by word.', examples: [['--resume']] }),
  }),
  output: reply({ success: z.literal(true), machine_id: maybe(whole()) }),
  wire: ({ price_gpu, price_inetu, price_inetd, ...body }) => ({
    body: { ...body, ...numbers({ price_gpu, price_inetu, price_inetd }) },
  }),
});

export const removeDefaultJob = operation({
  name: 'delete_a_vast_ai_machine_defjob_by_id',
  title: 'Remove default job',
  description:
    'Ends the background job of a hosted machine and deletes its containers with what is on their disks. Clients’ rents are not touched.',
  http: { method: 'DELETE', path: '/api/v0/machines/{machine_id}/defjob/' },
  scope: 'machine_write',
  effect: 'destroys',
  minIntervalMs: 1200,
  lostAnswer: 'repeat',
  touches: ['machines'],
  sentence: ({ machine_id }) => `removed the default job of machine ${machine_id}`,
  doneAlready: /no default job/i,
  input: z.strictObject({ machine_id: MachineId }),
  output: reply({}),
});
