/** Contracts that a world begins with: work that was done before its present, and work that still runs. */
import type { Account } from '../world/accounts';
import type { Ask } from '../world/asks';
import { DAY, HOUR, MINUTE, type Seconds } from '../world/clock';
import type { Contract, Stretch, Work } from '../world/contracts';
import { lowestBid } from '../world/lifecycle';
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

/** A contract that lives at the epoch, on GPUs of its own. */
export function liveContract(world: World, account: Account, job: Job): Contract {
  const lasting = world.epoch + 5 * DAY;
  const ask = askFor(
    world,
    job,
    `live ${job.label} ${account.id}`,
    ({ machine, chunk }) =>
      machine.listedUntil > lasting &&
      world.tenantsOf(machine).every((one) => (one.chunk.slots & chunk.slots) === 0),
  );
  return place(world, account, job, ask);
}

/** Other people leave the machine alone for some hours, so that the contract begins as its world planned it. */
export function place(world: World, account: Account, job: Job, ask: Ask): Contract {
  const quiet = between(5, 30, world.seed, 'quiet', ask.machine.id) * HOUR;
  world.market.conditions.quiet.set(ask.machine.id, world.epoch + quiet);
  const contract = contractOf(world, account, job, ask);
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

/** Without its GPUs since `at`; the disk is kept and billed. */
export function pause(contract: Contract, at: Seconds): void {
  contract.stretches.push({ from: at, state: 'kept', gpuNanoHour: 0n });
  contract.holding = false;
  contract.boot = null;
}

/** People type bids with three decimals. */
const TYPED = nano('0.001');
const typed = (amount: Nano): Nano => (amount / TYPED) * TYPED;

/** Gives it a bid as if it had had that all the time: a percentage of what wins now. */
export function bidPercentOfLowest(world: World, contract: Contract, percent: number): void {
  const lowest = lowestBid(world, contract.machine, contract.chunk.size, world.epoch);
  contract.gpuNanoHour = typed((lowest * BigInt(percent)) / 100n);
  for (const [index, stretch] of contract.stretches.entries()) {
    if (stretch.state === 'running')
      contract.stretches[index] = { ...stretch, gpuNanoHour: contract.gpuNanoHour };
  }
}

/** Its bid was good for a while and is a little too low now; its GPUs come back when the price falls. */
export function outbid(world: World, contract: Contract, since: Seconds): void {
  bidPercentOfLowest(world, contract, 96);
  pause(contract, since);
}

/** A local volume: storage on one machine that is billed by itself. */
export function storedVolume(
  world: World,
  account: Account,
  name: string,
  sizeGb: number,
  begin: Seconds,
): Contract {
  const job: Job = {
    label: name,
    ...on('1x RTX 4090'),
    work: 'idle',
    image: '',
    diskGb: sizeGb,
    begin,
    end: null,
  };
  const { machine } = askFor(world, job, `volume ${name}`, () => true);
  const contract: Contract = {
    ...contractOf(world, account, job, { machine, chunk: { askId: 0, size: 0, slots: 0 } }),
    kind: 'volume',
    intended: 'stopped',
    holding: false,
    boot: null,
    stretches: [{ from: begin, state: 'kept', gpuNanoHour: 0n }],
  };
  world.sign(account, contract);
  return contract;
}
