/** What this process counts and times while it works, for whoever scrapes it. No names of people or accounts: ids. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

interface Meters {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  calls: Histogram<'operation' | 'outcome'>;
  waits: Histogram<'endpoint'>;
  full: Counter<'endpoint'>;
  slowed: Counter<'endpoint'>;
}

// On globalThis, because Next loads this module once per bundle: a process counts once.
const shared = globalThis as typeof globalThis & { gantryMeters?: Meters };

const meters = (): Meters => {
  shared.gantryMeters ??= make();
  return shared.gantryMeters;
};

function make(): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'gantry_http_request_duration_seconds',
      help: 'Requests answered, by route; streams of live changes are not among them.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    calls: new Histogram({
      name: 'gantry_vast_call_duration_seconds',
      help: 'Calls to Vast.ai with all their attempts and waits, by operation and outcome.',
      labelNames: ['operation', 'outcome'],
      buckets: [0.1, 0.3, 1, 3, 10, 30, 100],
      registers,
    }),
    waits: new Histogram({
      name: 'gantry_vast_turn_wait_seconds',
      help: 'How long a call waited for its turn at an endpoint of Vast.ai.',
      labelNames: ['endpoint'],
      buckets: [0.1, 0.5, 1, 3, 10, 30, 100],
      registers,
    }),
    full: new Counter({
      name: 'gantry_vast_turns_refused_total',
      help: 'Calls given up because their turn was further away than they could wait.',
      labelNames: ['endpoint'],
      registers,
    }),
    slowed: new Counter({
      name: 'gantry_vast_slow_downs_total',
      help: 'Times that Vast.ai answered 429 and the interval grew.',
      labelNames: ['endpoint'],
      registers,
    }),
  };
}

export const countRequest = (labels: { method: string; route: string; status: number }, ms: number): void =>
  meters().requests.observe(labels, ms / 1000);

/** `outcome`: done, unknown, or the code of the problem. */
export const countCall = (labels: { operation: string; outcome: string }, ms: number): void =>
  meters().calls.observe(labels, ms / 1000);

/** Null: the turn was too far away and was not taken. */
export function countTurn(endpoint: string, waitMs: number | null): void {
  if (waitMs === null) meters().full.inc({ endpoint });
  else meters().waits.observe({ endpoint }, waitMs / 1000);
}

export const countSlowDown = (endpoint: string): void => meters().slowed.inc({ endpoint });

/** What this process has counted, in Prometheus' text format. */
export const processMetrics = (): Promise<string> => meters().registry.metrics();

export interface Reading {
  name: string;
  help: string;
  values: { labels?: Record<string, string>; value: number }[];
}

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

/** Gauges that were read elsewhere at this moment, in the same format. */
export const readingsAsText = (readings: readonly Reading[]): string =>
  readings
    .map(({ name, help, values }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        ...values.map(({ labels = {}, value }) => {
          const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
          return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
        }),
        '',
      ].join('\n'),
    )
    .join('\n');
