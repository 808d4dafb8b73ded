import { z } from 'zod';
import { operation } from '../operation';
import { same, traceIn } from '../trace';
import { epoch, maybe, quantity, reply, whole, words } from '../wire';
import { endpointName, Gone, scaling } from './endpoints';

const GroupId = z
  .int()
  .positive()
  .meta({ description: 'The worker group’s id.', examples: [4242] });

const group = {
  endpoint_name: endpointName.optional(),
  endpoint_id: z
    .int()
    .positive()
    .meta({ description: 'The endpoint that it works for, by id; else by endpoint_name.', examples: [123] })
    .optional(),
  template_hash: z
    .string()
    .min(1)
    .max(128)
    .meta({
      description: 'What its workers run: the hash of a template, which changes with every edit.',
      examples: ['abc123def456'],
    })
    .optional(),
  template_id: z
    .int()
    .positive()
    .meta({ description: 'What its workers run: a template by id, instead of its hash.', examples: [456] })
    .optional(),
  search_params: z
    .string()
    .max(4096)
    .meta({
      description:
        'Which offers its workers may be rented from, as a search query (gpu_ram in GB) or as JSON.',
      examples: ['gpu_name=RTX_3090 rentable=true'],
    })
    .optional(),
  launch_args: z
    .string()
    .max(4096)
    .meta({
      description: 'Further options of each container’s start, as on the official command line.',
      examples: ['--env VAR=value'],
    })
    .optional(),
  min_load: scaling.min_load,
  target_util: scaling.target_util,
  cold_mult: scaling.cold_mult,
  test_workers: z
    .int()
    .min(0)
    .max(100)
    .meta({
      description: 'Workers that are rented at first to measure how fast they are; each bills while it does.',
      examples: [3],
    })
    .optional(),
  gpu_ram: z
    .number()
    .min(0)
    .meta({ description: 'GPU memory that the work is thought to need, in GB.', examples: [24] })
    .optional(),
};

export const listWorkergroups = operation({
  name: 'list_all_vast_ai_workergroups',
  title: 'List worker groups',
  description:
    'The account’s worker groups: each says which machines an endpoint’s workers may be rented from and what they run. Its own loads are shown and not used; the endpoint’s count.',
  http: { method: 'GET', path: '/api/v0/workergroups/' },
  scope: 'misc',
  effect: 'reads',
  whole: true,
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['api_key', 'launch_args'],
  input: z.strictObject({}),
  output: reply({
    results: z.array(
      reply({
        id: whole(),
        endpoint_id: maybe(whole()),
        endpoint_name: maybe(words()),
        api_key: maybe(words()),
        template_hash: maybe(words()),
        template_id: maybe(whole()),
        search_params: maybe(words()),
        /** The same, read: text or filters. */
        search_query: z.unknown().optional(),
        launch_args: maybe(words()),
        /** GB. */
        gpu_ram: maybe(quantity()),
        test_workers: maybe(whole()),
        min_load: maybe(quantity()),
        target_util: maybe(quantity()),
        cold_mult: maybe(quantity()),
        created_at: epoch(),
        user_id: maybe(whole()),
      }),
    ),
  }),
});

export const createWorkergroup = operation({
  name: 'create_a_vast_ai_workergroup',
  title: 'Create worker group',
  description:
    'Gives an endpoint a group of workers: at once Vast.ai begins to rent instances from the offers that the search allows and goes on by itself. They are ordinary instances of the account at their offers’ prices, also billed while they load. At most the endpoint’s max_workers times the dearest allowed offer an hour; narrow the search (for example dph_total<0.5) to bound it.',
  http: { method: 'POST', path: '/api/v0/workergroups/' },
  scope: 'misc',
  effect: 'spends',
  whole: true,
  minIntervalMs: 4000,
  lostAnswer: 'look',
  trace: traceIn(listWorkergroups, {
    rows: ({ results }) => results,
    key: ({ id }) => id,
    is: (group, input) =>
      same(input.endpoint_id, group.endpoint_id) && same(input.endpoint_name, group.endpoint_name),
    output: ({ id }) => ({ id }),
  }),
  touches: ['endpoints', 'instances', 'balance', 'market'],
  secretInput: ['launch_args'],
  sentence: ({ endpoint_name, endpoint_id }) =>
    `gave endpoint ${endpoint_name ?? endpoint_id ?? ''} a worker group`,
  input: z.strictObject({
    ...group,
    cold_workers: scaling.cold_workers,
    max_workers: scaling.max_workers,
  }),
  output: reply({ id: whole() }),
});

export const updateWorkergroup = operation({
  name: 'update_a_vast_ai_workergroup_by_id',
  title: 'Update worker group',
  description:
    'Changes which machines a group’s workers are rented from and what they run; what is left out stays. Workers that run already keep what they run. A wider search may rent dearer machines, up to the endpoint’s max_workers of them.',
  http: { method: 'PUT', path: '/api/v0/workergroups/{id}/' },
  scope: 'misc',
  effect: 'spends',
  whole: true,
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance'],
  secretInput: ['launch_args'],
  sentence: ({ id }, what = `worker group ${id}`) => `changed ${what}`,
  input: z.strictObject({ id: GroupId, ...group }),
  output: reply({}),
});

export const deleteWorkergroup = operation({
  name: 'delete_a_vast_ai_workergroup_by_id',
  title: 'Delete worker group',
  description:
    'Deletes a worker group and destroys its workers at once, with what is on their disks. The endpoint stays, without them. Workers that couldn’t be destroyed are named in failed_workers and go on billing.',
  http: { method: 'DELETE', path: '/api/v0/workergroups/{id}/' },
  scope: 'misc',
  effect: 'destroys',
  whole: true,
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance', 'costs'],
  sentence: ({ id }, what = `worker group ${id}`) => `deleted ${what} with its workers`,
  notFoundMeans: {},
  input: z.strictObject({ id: GroupId }),
  output: Gone,
});
