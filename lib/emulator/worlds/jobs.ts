/** Contracts that a world begins with: work that was done before its present, and work that still runs. */
import type { Account } from '../world/accounts';
import type { Ask } from '../world/asks';
import { DAY, MINUTE, type Seconds } from '../world/clock';
import type { Contract, Stretch, Work } from '../world/contracts';
import { chunksOf, type Machine } from '../world/machines';
import { between, chance, hash, pick } from '../world/random';
import { type Nano, nano } from '../world/ticks';
import type { World } from '../world/world';

export interface Job {
  readonly label: string | null;
  readonly model: string;
  readonly gpus: number;
  readonly diskGb: number;
  readonly work: Work;
  readonly image: string;
  readonly begin: Seconds;
  /** null: it lives on. */
  readonly end: Seconds | null;
  /** Interruptible: percent of the on-demand price that is bid. */
  readonly bidPercent?: number;
  /** Spans in which it was stopped or outbid, after its start. */
  readonly pauses?: readonly { readonly from: Seconds; readonly to: Seconds }[];
  readonly env?: readonly (readonly [string, string])[];
}

/** An ask of the wanted size; `free` says which chunks may be taken. */
export function askFor(world: World, job: Job, key: string, free: (ask: Ask) => boolean): Ask {
  const fitting = machinesOf(world, job);
  const first = hash(world.seed, 'place', key) % Math.max(1, fitting.length);
  for (let i = 0; i < fitting.length; i += 1) {
    const machine = fitting[(first + i) % fitting.length]!;
    const chunks = chunksOf(machine).filter((chunk) => chunk.size === job.gpus);
    const chunk = chunks.find((one) => free({ machine, chunk: one }));
    if (chunk) return { machine, chunk };
  }
  throw new Error(`${world.name}: no machine has ${job.gpus} x ${job.model} for ${job.label}`);
}

const machinesOf = (world: World, job: Job): Machine[] =>
  [...world.machines.values()].filter(
    (one) =>
      one.model.name === job.model &&
      one.gpus >= job.gpus &&
      one.minChunk <= job.gpus &&
      one.verification === 'verified',
  );

/** People type bids with three decimals. */
const TYPED = nano('0.001');
export const typed = (amount: Nano): Nano => (amount / TYPED) * TYPED;

export function contractOf(world: World, account: Account, job: Job, ask: Ask): Contract {
  const onDemand = world.market.gpuNanoHour(ask.machine, job.begin) * BigInt(job.gpus);
  const gpuNanoHour = job.bidPercent ? typed((onDemand * BigInt(job.bidPercent)) / 100n) : onDemand;
  const id = world.newId();
  const loads = between(70, 240, world.seed, 'loads', id);
  const ready = job.begin + loads;
  return {
    id,
    account: account.id,
    kind: 'instance',
    machine: ask.machine,
    chunk: ask.chunk,
    isBid: job.bidPercent !== undefined,
    gpuNanoHour,
    diskNanoGbMonth: ask.machine.diskNanoGbMonth,
    upNanoGb: ask.machine.upNanoGb,
    downNanoGb: ask.machine.downNanoGb,
    disk: job.diskGb * 1000,
    label: job.label,
    container: {
      image: job.image,
      env: job.env ?? [],
      onstart: null,
      runtype: 'ssh_direc ssh_proxy',
      args: [],
      templateId: null,
      templateHash: null,
    },
    created: job.begin,
    until: (job.end ?? world.epoch) + DAY * between(9, 200, world.seed, 'ends', id),
    destroyed: job.end,
    intended: 'running',
    holding: job.end === null,
    boot: job.end === null ? { kind: 'first', at: job.begin, ready } : null,
    pulled: true,
    work: job.work,
    idleSince: null,
    stretches: stretchesOf(job, ready, gpuNanoHour),
    sshKeys: account.sshKeys.map((key) => key.id),
  };
}

function stretchesOf(job: Job, ready: Seconds, gpuNanoHour: Nano): Stretch[] {
  const end = job.end ?? Number.POSITIVE_INFINITY;
  const stretches: Stretch[] = [{ from: job.begin, state: 'kept', gpuNanoHour: 0n }];
  if (ready < end) stretches.push({ from: ready, state: 'running', gpuNanoHour });
  for (const { from, to } of job.pauses ?? []) {
    if (from <= (stretches.at(-1)?.from ?? 0) || from >= end) continue;
    stretches.push({ from, state: 'kept', gpuNanoHour: 0n });
    if (to < end) stretches.push({ from: to, state: 'running', gpuNanoHour });
  }
  return stretches;
}

/** A contract that came and went before the world's present; many could be on one machine: it is past. */
export function pastContract(world: World, account: Account, job: Job): Contract {
  const contract = contractOf(
    world,
    account,
    job,
    askFor(world, job, `${job.label} ${job.begin}`, () => true),
  );
  world.sign(account, contract);
  return contract;
}

/** "4x H100 SXM" as what a job runs on. */
export function on(hardware: string): { model: string; gpus: number } {
  const [gpus = '', model = ''] = hardware.split(/x (.+)/);
  return { model, gpus: Number(gpus) };
}

export const roll = (world: World, ...keys: (string | number)[]) => chance(world.seed, 'life', ...keys);

/** Seconds between two numbers of minutes. */
export const minutes = (world: World, low: number, high: number, ...keys: (string | number)[]): Seconds =>
  between(Math.round(low * MINUTE), Math.round(high * MINUTE), world.seed, 'minutes', ...keys);

export const oneOf = <T>(world: World, list: readonly T[], ...keys: (string | number)[]): T =>
  pick(list, world.seed, 'oneOf', ...keys);
