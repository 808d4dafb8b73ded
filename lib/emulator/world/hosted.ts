/** A machine that an account of the world hosts, and what its host asked for. */
import type { Account } from './accounts';
import type { Seconds } from './clock';
import type { Contract } from './contracts';
import type { Machine } from './machines';
import type { Nano } from './ticks';

export interface Maintenance {
  readonly id: number;
  readonly from: Seconds;
  readonly to: Seconds;
  readonly category: string;
  readonly reason: string | null;
}

export interface Report {
  readonly problem: string;
  readonly message: string;
  readonly at: Seconds;
}

/** What runs on its GPUs while no client wants them. */
export interface Job {
  readonly image: string;
  readonly args: readonly string[];
  /** A GPU and hour: says which bids it yields to, and is never billed. */
  readonly gpuNanoHour: Nano;
  readonly instances: readonly Contract[];
}

export interface Hosted {
  readonly owner: Account;
  /** As it is listed, or was last: listing it anew makes another with the same id. */
  machine: Machine;
  readonly since: Seconds;
  /** null: nobody can rent it now. */
  listing: Listing | null;
  /** The least that bidders must offer for one GPU and hour; stays when the machine is unlisted. */
  minBid: Nano | null;
  job: Job | null;
  maintenances: Maintenance[];
  readonly reports: Report[];
  online: boolean;
}

/** What a host asks: for one GPU and hour, for GB-months and GB; and until when. */
export interface Listing {
  readonly gpuNanoHour: Nano;
  readonly diskNanoGbMonth: Nano;
  readonly upNanoGb: Nano;
  readonly downNanoGb: Nano;
  readonly minChunk: number;
  readonly discountMax: number;
  /** null: it rolls on by `rolling` every day. */
  readonly until: Seconds | null;
  readonly rolling: Seconds;
  /** What of the disk is offered as volumes, by itself. */
  readonly volumes: { readonly gb: number; readonly nanoGbMonth: Nano } | null;
}
