/**
 * A contract: what was rented, at which prices, and what happened to it. Its money follows from its stretches alone.
 */
import type { Seconds } from './clock';
import type { Transfer } from './copies';
import type { Reservation } from './deposits';
import type { Removal } from './files';
import type { Chunk, Machine } from './machines';
import type { Space } from './storage';
import type { MilliGb, Nano } from './ticks';

/** From its moment until the next stretch's (or the contract's end) the contract was in one state for billing. */
export interface Stretch {
  readonly from: Seconds;
  /** running: GPU and disk are billed; kept: disk only; offline: nothing, the host is away. */
  readonly state: 'running' | 'kept' | 'offline';
  /** What the GPUs of the whole contract cost an hour in this stretch. */
  readonly gpuNanoHour: Nano;
}

/** A container being started: `first` and `recycle` pull the image, `resume` and `reboot` find it on the disk. */
export interface Boot {
  readonly kind: 'first' | 'resume' | 'reboot' | 'recycle';
  readonly at: Seconds;
  /** When it runs; null when it never will (the image does not exist). */
  readonly ready: Seconds | null;
}

/** What the renter runs in it: decides use, temperature, traffic and logs. */
export type Work = 'train' | 'serve' | 'crawl' | 'render' | 'notebook' | 'idle';

export interface Container {
  image: string;
  env: readonly (readonly [string, string])[];
  onstart: string | null;
  runtype: string;
  args: readonly string[];
  templateId: number | null;
  templateHash: string | null;
}

export interface Contract {
  readonly id: number;
  readonly account: number;
  readonly kind: 'instance' | 'volume';
  readonly machine: Machine;
  /** Its GPUs; a host who rearranges a machine moves it to others. */
  chunk: Chunk;
  readonly isBid: boolean;
  /** On-demand: agreed at the rent, for the life of the contract. Interruptible: the present bid. Whole contract. */
  gpuNanoHour: Nano;
  readonly diskNanoGbMonth: Nano;
  readonly upNanoGb: Nano;
  readonly downNanoGb: Nano;
  readonly disk: MilliGb;
  label: string | null;
  readonly container: Container;
  readonly created: Seconds;
  /** From the offer's end at the rent, prolonged with it; after it the instance can't run. */
  until: Seconds;
  destroyed: Seconds | null;
  intended: 'running' | 'stopped';
  /** It has the GPUs of its chunk. */
  holding: boolean;
  boot: Boot | null;
  /** The account's environment variables, as they were when the container was made. */
  accountEnv?: ReadonlyMap<string, string>;
  /** An image was pulled onto its disk once. */
  pulled: boolean;
  readonly work: Work;
  /** A host's own, on a machine of theirs: its price says whom it yields to and is never billed. */
  readonly unbilled?: true;
  /** The work ended and nobody stopped the instance: its GPUs idle since then. */
  idleSince: Seconds | null;
  readonly stretches: Stretch[];
  /** A serverless worker: whose. */
  readonly serves?: { readonly endpoint: number; readonly group: number };
  /** Keys that open it: ids of the account's SSH keys. */
  sshKeys: number[];
  /** Of a volume: whose space it is. */
  readonly space?: Space;
  /** Of an instance: the volume it was rented with, and where its container finds it. */
  readonly mount?: Mount;
  /** Copies into it and out of it, the first first. */
  transfers?: Transfer[];
  /** What was taken off its disk. */
  removals?: Removal[];
  /** Paid in advance, for a discount. */
  reserved?: Reservation;
}

export interface Mount {
  readonly volume: Contract;
  readonly path: string;
}

export const isLive = (contract: Contract): boolean => contract.destroyed === null;

/** The state the contract was in last: every contract has a stretch from its first second on. */
export function lastStretch(contract: Contract): Stretch {
  const last = contract.stretches.at(-1);
  if (last === undefined) throw new Error(`contract ${contract.id} has no stretch`);
  return last;
}

/** Enters a state for billing; a state left in the second it was entered never was. */
export function enter(contract: Contract, at: Seconds, state: Stretch['state']): void {
  const gpuNanoHour = state === 'running' && !contract.unbilled ? contract.gpuNanoHour : 0n;
  const last = contract.stretches.at(-1);
  if (last && last.state === state && last.gpuNanoHour === gpuNanoHour) return;
  if (last && last.from === at) contract.stretches.pop();
  contract.stretches.push({ from: at, state, gpuNanoHour });
}

/** Index of the stretch that `at` falls into: contracts that were outbid for weeks have thousands. */
function firstTouching(stretches: readonly Stretch[], at: Seconds): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The parts of the contract's stretches inside [from, to). */
export function* stretchesWithin(contract: Contract, from: Seconds, to: Seconds) {
  const end = Math.min(to, contract.destroyed ?? Number.POSITIVE_INFINITY);
  const { stretches } = contract;
  for (let i = firstTouching(stretches, from); i < stretches.length; i += 1) {
    const stretch = stretches[i]!;
    if (stretch.from >= end) return;
    const begins = Math.max(from, stretch.from);
    const ends = Math.min(end, stretches[i + 1]?.from ?? Number.POSITIVE_INFINITY);
    if (ends > begins)
      yield { state: stretch.state, gpuNanoHour: stretch.gpuNanoHour, seconds: ends - begins };
  }
}

export type Status =
  | 'created'
  | 'loading'
  | 'running'
  | 'exited'
  | 'stopped'
  | 'offline'
  | 'rebooting'
  | 'recycling';

/**
 * `actual_status` at a moment. A stopped instance says "exited" (field reports); one that wants to run and has no GPUs
 * (outbid, or waiting in "scheduling") says "stopped", as the Terraform provider reads it.
 */
export function statusAt(contract: Contract, at: Seconds): Status | null {
  if (lastStretch(contract).state === 'offline') return 'offline';
  const { boot } = contract;
  if (!contract.holding || boot === null) {
    if (contract.intended === 'stopped') return 'exited';
    return contract.pulled || contract.isBid ? 'stopped' : null;
  }
  if (boot.ready !== null && at >= boot.ready) return 'running';
  if (boot.kind === 'reboot') return 'rebooting';
  if (at >= loadsFrom(boot)) return 'loading';
  if (boot.kind === 'resume' || at >= boot.at + 4) return 'created';
  return boot.kind === 'recycle' ? 'recycling' : null;
}

/** When its container begins to load. */
export const loadsFrom = ({ kind, at }: Boot): Seconds => at + (kind === 'resume' ? 3 : 8);
