/** A worker: which state it is in, how fast it is, and what it costs for that. */
import { hardwareOf } from '../views/offer';
import type { Seconds } from '../world/clock';
import { type Contract, isLive, statusAt } from '../world/contracts';
import { between, chance } from '../world/random';
import type { Worker, Workergroup, WorkerStatus } from '../world/serverless';
import type { World } from '../world/world';

/** The port that the worker's own server listens on inside the container (the client's WORKER_PORT). */
export const WORKER_PORT = '3000/tcp';

/** Load a second for a point of DLPerf: about what a small language model makes in tokens. */
const LOAD_A_DLPERF = 8;

const PENDING_AS: Partial<Record<string, WorkerStatus>> = {
  running: 'IDLE',
  rebooting: 'REBOOTING',
  recycling: 'REBOOTING',
  exited: 'STOPPED',
  stopped: 'PENDING',
  offline: 'ERROR',
};

/** A container that runs has its model to load yet: from the net at first, from its disk later. */
export function readyAt(world: World, { boot, id }: Contract): Seconds | null {
  if (boot === null || boot.ready === null) return null;
  const [least, most] = boot.kind === 'first' || boot.kind === 'recycle' ? [35, 110] : [6, 20];
  return boot.ready + between(least, most, world.seed, 'model', id, boot.at);
}

export function statusOf(world: World, contract: Contract, at: Seconds): WorkerStatus {
  const status = statusAt(contract, at);
  if (status === 'running') return at < (readyAt(world, contract) ?? at) ? 'MODEL_LOADING' : 'IDLE';
  if (status === null) return 'CREATING';
  const resumes = contract.boot?.kind === 'resume';
  if (status === 'created') return resumes ? 'STARTING' : 'CREATED';
  if (status === 'loading') return resumes ? 'STARTING' : 'LOADING';
  return PENDING_AS[status] ?? 'ERROR';
}

/** Load a second that it can do; before it has been measured, what its GPUs promise. */
export function perfOf(world: World, { contract, measured }: Worker): number {
  const promised = dlperfOf(world, contract) * LOAD_A_DLPERF;
  const real = measured ? 0.92 + chance(world.seed, 'measured', contract.id) * 0.14 : 1;
  return Number((promised * real).toFixed(1));
}

export const dlperfOf = (world: World, { machine, chunk }: Contract): number =>
  hardwareOf(world, { machine, chunk }).dlperf as number;

/** Worth its price: the better of two is woken first and sleeps last. */
export const worthOf = (world: World, worker: Worker): number =>
  perfOf(world, worker) / Number(worker.contract.gpuNanoHour);

export const isAwake = ({ contract }: Worker): boolean => contract.intended === 'running';

export const workersOf = (groups: readonly Workergroup[]): Worker[] =>
  groups.flatMap(({ workers }) => workers).filter(({ contract }) => isLive(contract));

export const atWork = (worker: Worker, at: Seconds): number =>
  worker.work.filter((one) => one.until > at).length;

/** Seconds until it is through with what it has. */
export const queueOf = (worker: Worker, at: Seconds): number =>
  worker.work.reduce((longest, one) => Math.max(longest, one.until - at), 0);
