/** Handing out workers: which one takes a request, and what is said when none can. */
import type { Seconds } from '../world/clock';
import type { Endpoint, Worker } from '../world/serverless';
import type { World } from '../world/world';
import { ask } from './load';
import { note } from './log';
import { lookSoon } from './scale';
import { isAwake, perfOf, queueOf, statusOf, workersOf } from './workers';

export interface Request {
  /** 0: a new one; else that of an earlier answer which said to wait. */
  readonly index: number;
  readonly cost: number;
  /** Seconds for which it is kept waiting without being asked about. */
  readonly patience: number;
}

export interface Dispatched {
  readonly index: number;
  /** null: none is ready for it. */
  readonly worker: Worker | null;
}

export function dispatch(world: World, endpoint: Endpoint, request: Request, at: Seconds): Dispatched {
  const isKnown = request.index > 0 && request.index <= endpoint.requests;
  const index = isKnown ? request.index : nextIndex(endpoint);
  endpoint.waiting.delete(index);
  const worker = readiest(world, endpoint, at);
  if (worker) {
    ask(endpoint, at, request.cost);
    const begins = at + queueOf(worker, at);
    worker.work.push({ at, cost: request.cost, until: begins + request.cost / perfOf(world, worker) });
    note(endpoint, at, 'debug', `request ${index} of cost ${request.cost} to worker ${worker.contract.id}`);
  } else {
    endpoint.lastRequest = at;
    endpoint.waiting.set(index, { cost: request.cost, at, patience: request.patience });
    note(endpoint, at, 'debug', `request ${index} of cost ${request.cost} waits`);
  }
  if (endpoint.state === 'active') lookSoon(world, endpoint, at + 1);
  return { index, worker };
}

function nextIndex(endpoint: Endpoint): number {
  endpoint.requests += 1;
  return endpoint.requests;
}

/** The ready worker that is soonest through, if that is soon enough. */
function readiest(world: World, endpoint: Endpoint, at: Seconds): Worker | null {
  if (endpoint.state === 'stopped') return null;
  const ready = workersOf(endpoint.groups).filter(
    (one) => isAwake(one) && statusOf(world, one.contract, at) === 'IDLE',
  );
  const [best] = ready.sort((a, b) => queueOf(a, at) - queueOf(b, at) || a.contract.id - b.contract.id);
  return best && queueOf(best, at) <= endpoint.scaling.maxQueueTime ? best : null;
}

/** "Breakdown of workers in your endpoint group by status" (the spec): what a request waits for. */
export function statusLine(world: World, endpoint: Endpoint, at: Seconds): string {
  if (endpoint.state === 'stopped') return 'Stopped';
  const counts = new Map<string, number>();
  for (const { contract } of workersOf(endpoint.groups)) {
    const status = statusOf(world, contract, at).toLowerCase();
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${status}: ${count}`);
  return `total workers: ${workersOf(endpoint.groups).length}${parts.length > 0 ? `, ${parts.join(', ')}` : ''}`;
}
