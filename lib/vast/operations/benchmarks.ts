import { z } from 'zod';
import { operation } from '../operation';
import { epoch, maybe, quantity, reply, whole, words } from '../wire';
import { Comparison } from './offers';

export const searchBenchmarks = operation({
  name: 'list_all_vast_ai_benchmarks',
  title: 'Search benchmarks',
  description:
    'What serverless workers of anybody measured on machines of the market: how fast a template ran on which GPUs of which machine, and when. Values compare within one template only.',
  http: { method: 'GET', path: '/api/v0/benchmarks/' },
  scope: 'misc',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    query: z
      .string()
      .max(1000)
      .optional()
      .meta({
        description: 'Conditions on fields, parted by spaces; underscores stand for spaces in names.',
        examples: ['value>100 gpu_name=RTX_4090'],
      }),
    filters: z
      .record(z.string(), Comparison)
      .optional()
      .meta({
        description:
          'The same as comparisons by field: gpu_name, num_gpus, machine_id, value, template_hash.',
        examples: [{ num_gpus: { gte: 2 } }],
      }),
    limit: z
      .int()
      .min(1)
      .max(1000)
      .default(100)
      .meta({ description: 'Results to return at most.', examples: [50] }),
  }),
  // Two generations of names for the same things: the document's and the official client's.
  output: z.array(
    reply({
      id: whole(),
      machine_id: maybe(whole()),
      contract_id: maybe(whole()),
      num_gpus: maybe(whole()),
      gpu_name: maybe(words()),
      model: maybe(words()),
      value: maybe(quantity()),
      score: maybe(quantity()),
      template_hash: maybe(words()),
      name: maybe(words()),
      image: maybe(words()),
      last_update: epoch(),
    }),
  ),
  wire: ({ filters, ...query }) => ({
    query: { select_cols: ['*'], select_filters: filters ?? {}, ...query },
  }),
});
