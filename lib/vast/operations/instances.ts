import { z } from 'zod';
import { operation } from '../operation';
import { epoch, flag, maybe, money, quantity, reading, reply, whole, words } from '../wire';

/** The environment variable that carries an intent's tag; it comes back as `extra_env`, whatever becomes of the label. */
export const INTENT_VARIABLE = 'GANTRY_INTENT';

export const InstanceId = z
  .int()
  .positive()
  .meta({ description: 'The instance’s number, from the list of instances.', examples: [17816188] });

const Port = z.looseObject({ HostIp: z.string().optional(), HostPort: words() });

export const Instance = reply({
  id: whole(),
  label: maybe(words()),
  machine_id: maybe(whole()),
  host_id: maybe(whole()),
  gpu_name: maybe(words()),
  num_gpus: maybe(whole()),
  gpu_ram: maybe(whole()),
  gpu_totalram: maybe(whole()),
  geolocation: maybe(words()),
  hosting_type: maybe(whole()),
  reliability2: maybe(quantity()),
  actual_status: maybe(words()),
  intended_status: maybe(words()),
  cur_state: maybe(words()),
  next_state: maybe(words()),
  status_msg: maybe(words()),
  is_bid: maybe(flag()),
  min_bid: maybe(money()),
  dph_base: maybe(money()),
  dph_total: maybe(money()),
  storage_total_cost: maybe(money()),
  /** The price in the present state: `totalHour` has no GPU part while stopped. */
  instance: maybe(
    reply({ totalHour: maybe(money()), gpuCostPerHour: maybe(money()), diskHour: maybe(money()) }),
  ),
  gpu_util: reading(),
  gpu_temp: reading(),
  cpu_util: reading(),
  mem_usage: reading(),
  mem_limit: reading(),
  vmem_usage: reading(),
  disk_usage: reading(),
  disk_space: maybe(quantity()),
  image_uuid: maybe(words()),
  image_runtype: maybe(words()),
  template_name: maybe(words()),
  /** Pairs, not an object (docs/vast.md). */
  extra_env: maybe(z.array(z.tuple([words(), words()]))),
  ssh_host: maybe(words()),
  ssh_port: maybe(whole()),
  public_ipaddr: maybe(words()),
  ports: maybe(z.record(z.string(), z.array(Port))),
  start_date: epoch(),
  end_date: epoch(),
});
export type Instance = z.output<typeof Instance>;

/** The tag of the intent that rented it, when Gantry did. */
export const intentTagOf = (instance: Instance): string | null =>
  instance.extra_env?.find(([name]) => name === INTENT_VARIABLE)?.[1] ?? null;

export const listInstances = operation({
  name: 'list_all_vast_ai_instances',
  title: 'List instances',
  description:
    'The account’s instances with their state, price and load, at most 25 a page; pass next_token back as after_token until it is null. What the container was given to keep secret is left out.',
  http: { method: 'GET', path: '/api/v1/instances/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/instances'],
  secretOutput: ['jupyter_token', 'extra_env', 'onstart'],
  input: z.strictObject({
    limit: z
      .int()
      .min(1)
      .max(25)
      .default(25)
      .meta({ description: 'Instances a page, 25 at most.', examples: [10] }),
    after_token: z
      .string()
      .optional()
      .meta({
        description: 'next_token of the page before, for the page after it.',
        examples: ['eyJ2YWx1ZXMiOnt9fQ=='],
      }),
    select_filters: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        description:
          'Comparisons by stored field, all of which must hold. Computed fields such as dph_total can’t be compared.',
        examples: [{ actual_status: { eq: 'running' } }],
      }),
    select_cols: z
      .array(z.string())
      .optional()
      .meta({
        description: 'Only these columns and the id; all without it.',
        examples: [['label', 'actual_status']],
      }),
    order_by: z
      .array(z.strictObject({ col: z.string(), dir: z.enum(['asc', 'desc']) }))
      .optional()
      .meta({
        description: 'Stored columns to sort by, each asc or desc; equal rows follow by id.',
        examples: [[{ col: 'start_date', dir: 'desc' }]],
      }),
  }),
  output: reply({
    instances: z.array(Instance),
    instances_found: maybe(whole()),
    total_instances: maybe(whole()),
    next_token: maybe(words()),
  }),
  // A row without its number is nobody's.
  wire: ({ select_cols, ...rest }) => ({
    query: { ...rest, ...(select_cols ? { select_cols: [...new Set(['id', ...select_cols])] } : {}) },
  }),
});

export const showInstance = operation({
  name: 'get_single_vast_ai_instance_by_id',
  title: 'Show instance',
  description:
    'One instance with its state, price, load and the way in, or null when it is gone or belongs to somebody else.',
  http: { method: 'GET', path: '/api/v0/instances/{id}/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/instances/[account]/[contract]'],
  secretOutput: ['jupyter_token', 'extra_env', 'onstart'],
  input: z.strictObject({ id: InstanceId }),
  output: reply({ instances: z.union([Instance, z.null()]).optional() }),
});

export const manageInstance = operation({
  name: 'update_a_vast_ai_instance_by_id',
  title: 'Start, stop or label instance',
  description:
    'Starts or stops an instance, or changes its label. A stopped instance keeps its data and goes on billing its disk; its GPUs go back to the market and may not be free when it is started again: then the start waits for them, perhaps for ever, until a stop calls it off.',
  http: { method: 'PUT', path: '/api/v0/instances/{id}/' },
  scope: 'instance_write',
  effect: { worst: 'spends', of: (input) => (input.state === 'running' ? 'spends' : 'writes') },
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['instances', 'balance'],
  screens: ['/instances', '/instances/[account]/[contract]'],
  sentence: ({ id, state, label }) =>
    state === 'running'
      ? `started instance ${id}`
      : state === 'stopped'
        ? `stopped instance ${id}`
        : `labelled instance ${id} ${label}`,
  input: z
    .strictObject({
      id: InstanceId,
      state: z
        .enum(['running', 'stopped'])
        .optional()
        .meta({ description: 'running starts it, stopped stops it.', examples: ['stopped'] }),
      label: z
        .string()
        .max(1024)
        .optional()
        .meta({ description: 'Its new name; empty takes the name away.', examples: ['llama-ft-13'] }),
    })
    .refine((input) => input.state !== undefined || input.label !== undefined, 'a state or a label'),
  output: reply({}),
});

export const destroyInstance = operation({
  name: 'delete_a_vast_ai_instance_by_id',
  title: 'Destroy instance',
  description:
    'Ends the contract at once, and with it all that it costs. The container’s disk is lost; there is no way back. A volume that was mounted stays, and stays billed.',
  http: { method: 'DELETE', path: '/api/v0/instances/{id}/' },
  scope: 'instance_write',
  effect: 'destroys',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['instances', 'balance', 'costs'],
  screens: ['/instances', '/instances/[account]/[contract]'],
  sentence: ({ id }, what = `instance ${id}`) => `destroyed ${what}`,
  // Destroying what is gone is success.
  notFoundMeans: {},
  input: z.strictObject({ id: InstanceId }),
  output: reply({}),
});

export const rebootInstance = operation({
  name: 'update_a_vast_ai_instances_reboot_by_id',
  title: 'Reboot instance',
  description:
    'Stops and starts the container without giving up the GPUs. What runs in it ends; its disk stays. The price stays the same.',
  http: { method: 'PUT', path: '/api/v0/instances/reboot/{id}/' },
  scope: 'instance_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['instances'],
  screens: ['/instances', '/instances/[account]/[contract]'],
  sentence: ({ id }) => `rebooted instance ${id}`,
  input: z.strictObject({ id: InstanceId }),
  output: reply({}),
});

export const recycleInstance = operation({
  name: 'update_a_vast_ai_instances_recycle_by_id',
  title: 'Recycle instance',
  description:
    'Makes the container anew from a freshly pulled image on the same GPUs, at the same price. What was written to its disk is lost; a mounted volume is not.',
  http: { method: 'PUT', path: '/api/v0/instances/recycle/{id}/' },
  scope: 'instance_write',
  effect: 'destroys',
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold:
    'A recycled instance looks as before, and a second recycle would wipe what was written since the first.',
  touches: ['instances'],
  screens: ['/instances', '/instances/[account]/[contract]'],
  sentence: ({ id }) => `recycled instance ${id}`,
  input: z.strictObject({ id: InstanceId }),
  output: reply({}),
});

export const changeBid = operation({
  name: 'update_a_vast_ai_instances_bid_price_by_id',
  title: 'Change bid',
  description:
    'Sets the bid of an interruptible instance, in US dollars per hour for the whole machine: the new price holds at once. The highest bid runs; below somebody else’s, the instance is paused with its data kept and its disk billed, until its bid wins again.',
  http: { method: 'PUT', path: '/api/v0/instances/bid_price/{id}/' },
  scope: 'instance_write',
  effect: 'spends',
  minIntervalMs: 5500,
  lostAnswer: 'repeat',
  touches: ['instances', 'balance'],
  screens: ['/instances', '/instances/[account]/[contract]'],
  cost: ({ price }) => ({ usd: price, per: 'hour' }),
  sentence: ({ id, price }) => `set the bid of instance ${id} to $${price}/h`,
  input: z.strictObject({
    id: InstanceId,
    price: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'a number of dollars such as 0.25')
      .meta({
        description:
          'The new bid in US dollars per hour for the whole machine, from 0.001 to 32 times its number of GPUs.',
        examples: ['0.35'],
      }),
  }),
  output: reply({}),
  wire: ({ price }) => ({ body: { client_id: 'me', price: Number(price) } }),
});

export const requestLogs = operation({
  name: 'update_a_vast_ai_instances_request_log_by_id',
  title: 'Fetch logs',
  description:
    'Asks the host to upload the end of the container’s log, or of its own log about the container. The text appears at result_url a moment later, for whoever knows that address.',
  http: { method: 'PUT', path: '/api/v0/instances/request_logs/{id}/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/instances/[account]/[contract]'],
  input: z.strictObject({
    id: InstanceId,
    tail: z
      .string()
      .regex(/^\d{1,5}$/, 'a number of lines')
      .default('1000')
      .meta({ description: 'Lines from the end of the log.', examples: ['200'] }),
    filter: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'Only lines that contain this.', examples: ['error'] }),
    daemon_logs: z
      .literal('true')
      .optional()
      .meta({
        description: 'The host’s own log of the container instead of the container’s.',
        examples: ['true'],
      }),
  }),
  output: reply({ result_url: words() }),
});
