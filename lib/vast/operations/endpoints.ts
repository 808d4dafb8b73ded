import { z } from 'zod';
import { operation } from '../operation';
import { same, traceIn } from '../trace';
import { epoch, maybe, quantity, reply, whole, words } from '../wire';

/** What the autoscaler of an endpoint goes by. Loads are in the work's own units a second: tokens for language models. */
export const scaling = {
  min_load: z
    .number()
    .min(0)
    .meta({
      description:
        'Load a second that awake workers can always do, asked or not; above 0 at least one runs day and night.',
      examples: [0],
    })
    .optional(),
  min_cold_load: z
    .number()
    .min(0)
    .meta({
      description: 'Load a second that all workers together can always do, with those that sleep.',
      examples: [0],
    })
    .optional(),
  target_util: z
    .number()
    .min(0.01)
    .max(1)
    .meta({
      description: 'Share of the awake workers’ speed that load shall use, 0.01 to 1; less leaves more room.',
      examples: [0.9],
    })
    .optional(),
  cold_mult: z
    .number()
    .min(0)
    .max(100)
    .meta({
      description: 'How many times the awake workers’ speed all workers together shall have.',
      examples: [2.5],
    })
    .optional(),
  cold_workers: z
    .int()
    .min(0)
    .max(1000)
    .meta({
      description: 'Workers that are kept though nobody asks, asleep; each bills its disk.',
      examples: [2],
    })
    .optional(),
  max_workers: z
    .int()
    .min(0)
    .max(1000)
    .meta({
      description: 'Workers that there are never more of: the ceiling of what it costs.',
      examples: [4],
    })
    .optional(),
};

const queues = {
  max_queue_time: z
    .number()
    .min(0)
    .meta({ description: 'Seconds that a request may wait for a busy worker.', examples: [30] })
    .optional(),
  target_queue_time: z
    .number()
    .min(0)
    .meta({ description: 'Seconds in which a queue shall be worked off.', examples: [10] })
    .optional(),
  inactivity_timeout: z
    .int()
    .meta({
      description:
        'Seconds without a request after which the last worker may sleep; 0 at once, below 0 never.',
      examples: [600],
    })
    .optional(),
  endpoint_state: z
    .enum(['active', 'suspended', 'stopped'])
    .meta({
      description:
        'active scales by load; suspended leaves the workers as they are; stopped puts all of them to sleep.',
      examples: ['active'],
    })
    .optional(),
};

export const endpointName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^()`$;|&<>\\"']+$/, 'no quotes, brackets or other characters that a shell reads')
  .meta({ description: 'The name under which requests ask for it.', examples: ['vLLM-Qwen3-8B'] });

const EndpointId = z
  .int()
  .positive()
  .meta({ description: 'The endpoint’s id.', examples: [12345] });

const Endpoint = reply({
  id: whole(),
  endpoint_name: maybe(words()),
  endpoint_state: maybe(words()),
  /** The endpoint's own key, good at the router only. */
  api_key: maybe(words()),
  min_load: maybe(quantity()),
  min_cold_load: maybe(quantity()),
  target_util: maybe(quantity()),
  cold_mult: maybe(quantity()),
  cold_workers: maybe(whole()),
  max_workers: maybe(whole()),
  max_queue_time: maybe(quantity()),
  target_queue_time: maybe(quantity()),
  inactivity_timeout: maybe(quantity()),
  created_at: epoch(),
  user_id: maybe(whole()),
});

export const listEndpoints = operation({
  name: 'list_all_vast_ai_endptjobs',
  title: 'List endpoints',
  description:
    'The account’s serverless endpoints: one address each for requests, behind which Vast.ai keeps as many workers (rented instances) as the load needs. Shows how far each may scale and whether it is active.',
  http: { method: 'GET', path: '/api/v0/endptjobs/' },
  scope: 'misc',
  effect: 'reads',
  whole: true,
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['api_key'],
  input: z.strictObject({}),
  output: reply({ results: z.array(Endpoint) }),
});

export const createEndpoint = operation({
  name: 'create_a_vast_ai_endptjob',
  title: 'Create endpoint',
  description:
    'Makes a serverless endpoint. By itself it costs nothing; as soon as it has a worker group Vast.ai rents workers for it on its own. It can cost at most max_workers times the hourly price of the dearest offer that its groups’ search allows, around the clock while min_load is above 0. Left out, Vast.ai takes its own values: 5 workers kept, up to 20.',
  http: { method: 'POST', path: '/api/v0/endptjobs/' },
  scope: 'misc',
  effect: 'spends',
  whole: true,
  minIntervalMs: 4000,
  lostAnswer: 'look',
  trace: traceIn(listEndpoints, {
    rows: ({ results }) => results,
    key: ({ id }) => id,
    is: (endpoint, input) => same(input.endpoint_name, endpoint.endpoint_name),
    output: ({ id }) => ({ result: id }),
  }),
  touches: ['endpoints', 'instances', 'balance'],
  sentence: ({ endpoint_name, max_workers }) =>
    `made endpoint ${endpoint_name ?? 'without a name'}, for up to ${max_workers ?? 20} workers`,
  input: z.strictObject({ endpoint_name: endpointName.optional(), ...scaling, ...queues }),
  output: reply({ result: whole() }),
});

export const updateEndpoint = operation({
  name: 'update_a_vast_ai_endptjob_by_id',
  title: 'Update endpoint',
  description:
    'Changes how far an endpoint scales, its name or its state; what is left out stays. Raising loads or workers lets it cost more, at most max_workers times the hourly price of the dearest offer that its groups’ search allows. Stopped, its workers sleep and bill their disks only.',
  http: { method: 'PUT', path: '/api/v0/endptjobs/{id}/' },
  scope: 'misc',
  effect: {
    worst: 'spends',
    // A name costs nothing, and neither does what scales no more.
    of: ({ id: _, endpoint_name: __, endpoint_state, ...scales }) =>
      endpoint_state === 'active' || Object.values(scales).some((value) => value !== undefined)
        ? 'spends'
        : 'writes',
  },
  whole: true,
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance'],
  sentence: ({ id, endpoint_state, max_workers }, what = `endpoint ${id}`) =>
    `changed ${what}${endpoint_state ? `, now ${endpoint_state}` : ''}${max_workers === undefined ? '' : `, up to ${max_workers} workers`}`,
  input: z.strictObject({ id: EndpointId, endpoint_name: endpointName.optional(), ...scaling, ...queues }),
  output: reply({}),
});

export const Gone = reply({
  deleted_workers: maybe(z.array(whole())),
  failed_workers: maybe(z.array(whole())),
  msg: maybe(words()),
});

export const deleteEndpoint = operation({
  name: 'delete_a_vast_ai_endptjob_by_id',
  title: 'Delete endpoint',
  description:
    'Deletes an endpoint with its worker groups and destroys every worker at once, with what is on their disks. Requests under way are lost. Workers that couldn’t be destroyed are named in failed_workers and go on billing.',
  http: { method: 'DELETE', path: '/api/v0/endptjobs/{id}/' },
  scope: 'misc',
  effect: 'destroys',
  whole: true,
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance', 'costs'],
  sentence: ({ id }, what = `endpoint ${id}`) => `deleted ${what} with its workers`,
  // What is gone is refused with HTTP 400 (docs/vast.md).
  doneAlready: /not found for user/i,
  notFoundMeans: {},
  input: z.strictObject({ id: EndpointId }),
  output: Gone,
});
