/** What the serverless router answers, on a host of its own: where to send a request, and how the workers are. */
import { z } from 'zod';
import { operation } from '../operation';
import { epoch, maybe, quantity, reply, whole, words } from '../wire';

const EndpointName = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'The endpoint’s name.', examples: ['vLLM-Qwen3-8B'] });

export const routeRequest = operation({
  name: 'create_a_vast_ai_route',
  title: 'Route request',
  description:
    'Asks the router for a worker of an endpoint to send one request to. Answers the worker’s address (url) with a signature that the worker checks, or a status that says what the endpoint’s workers are busy with; then ask again with the same request_idx. The cost counts as load: it may make the endpoint wake or rent workers, which bill, up to its max_workers.',
  http: { method: 'POST', path: '/route/', host: 'router' },
  scope: null,
  effect: 'spends',
  whole: true,
  minIntervalMs: 1000,
  // A second place in a worker's queue passes by itself.
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance'],
  secretOutput: ['signature'],
  // Whoever asked sends it to the worker.
  shownOnce: ['signature'],
  sentence: ({ endpoint, cost }) => `routed a request of cost ${cost} to endpoint ${endpoint}`,
  input: z.strictObject({
    endpoint: EndpointName,
    cost: z
      .number()
      .min(0)
      .meta({
        description: 'How much work the request is thought to be, in the endpoint’s own units (tokens).',
        examples: [242],
      }),
    request_idx: z
      .int()
      .positive()
      .meta({ description: 'That of an earlier answer which said to wait.', examples: [1] })
      .optional(),
  }),
  output: reply({
    endpoint: maybe(words()),
    /** Present: a worker is ready, and takes the request there. */
    url: maybe(words()),
    signature: maybe(words()),
    reqnum: maybe(whole()),
    cost: maybe(quantity()),
    /** Present: none is ready, and how many are in which state. */
    status: maybe(words()),
    request_idx: maybe(whole()),
    __request_id: maybe(words()),
  }),
});

const tail = z
  .int()
  .min(1)
  .max(10_000)
  .meta({ description: 'Lines from the end.', examples: [1000] })
  .default(1000);

const GroupId = z
  .int()
  .positive()
  .meta({ description: 'The worker group’s id.', examples: [12345] });

/** The spec knows `logs`; the official client reads one of four levels, least to most. */
const Logs = reply({
  logs: maybe(words()),
  info0: maybe(words()),
  info1: maybe(words()),
  trace: maybe(words()),
  debug: maybe(words()),
});

export const showEndpointLogs = operation({
  name: 'list_all_vast_ai_endpoint_logs',
  title: 'Show endpoint logs',
  description:
    'What the autoscaler did for an endpoint and why: workers rented, ready, asleep, given up, and what it found too dear or missing on the market.',
  http: { method: 'POST', path: '/get_endpoint_logs/', host: 'router' },
  scope: null,
  effect: 'reads',
  whole: true,
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ endpoint: EndpointName, tail }),
  output: Logs,
});

export const showWorkergroupLogs = operation({
  name: 'list_all_vast_ai_workergroup_logs',
  title: 'Show worker group logs',
  description: 'The same as an endpoint’s logs, of one worker group only.',
  http: { method: 'POST', path: '/get_workergroup_logs/', host: 'router' },
  scope: null,
  effect: 'reads',
  whole: true,
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    id: GroupId,
    tail,
  }),
  output: Logs,
});

const Worker = reply({
  /** That of the instance. */
  id: whole(),
  status: maybe(words()),
  url: maybe(words()),
  gpu_name: maybe(words()),
  /** Load a second that it can do, measured. */
  measured_perf: maybe(quantity()),
  cur_load: maybe(quantity()),
  reqs_working: maybe(whole()),
  /** GB. */
  disk_usage: maybe(quantity()),
  reliability: maybe(quantity()),
  created_at: epoch(),
});

/** The spec puts the list under `workers`; the official client also gets it bare. */
const Workers = z.preprocess(
  (body) => (Array.isArray(body) ? { workers: body } : body),
  reply({ workers: z.array(Worker) }),
);

export const listEndpointWorkers = operation({
  name: 'list_all_vast_ai_endpoint_workers',
  title: 'List endpoint workers',
  description:
    'The workers of an endpoint, each an instance of the account: in which state it is (loading, idle, stopped), how fast it was measured to be, and what it does now.',
  http: { method: 'POST', path: '/get_endpoint_workers/', host: 'router' },
  scope: null,
  effect: 'reads',
  whole: true,
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The endpoint’s id.', examples: [12345] }),
  }),
  output: Workers,
});

export const listWorkergroupWorkers = operation({
  name: 'list_all_vast_ai_workergroup_workers',
  title: 'List worker group workers',
  description: 'The same as an endpoint’s workers, of one worker group only.',
  http: { method: 'POST', path: '/get_workergroup_workers/', host: 'router' },
  scope: null,
  effect: 'reads',
  whole: true,
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    id: GroupId,
  }),
  output: Workers,
});
