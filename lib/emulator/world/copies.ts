/**
 * Bytes on the move: between the disks of one account's instances and volumes, and between them and its clouds. A
 * transfer goes at the narrower of its two lines; how far it is follows from when it began.
 */
import type { Seconds } from './clock';
import { type Contract, isLive } from './contracts';
import type { MilliGb } from './ticks';

export type CloudKind = 'drive' | 's3' | 'b2' | 'dropbox' | 'hf';

/** A cloud store that the account gave Vast.ai access to. */
export interface Cloud {
  readonly id: number;
  readonly account: number;
  readonly name: string;
  readonly kind: CloudKind;
  readonly arrivals: Transfer[];
}

export type Place =
  | { readonly contract: Contract; readonly path: string; readonly cloud?: undefined }
  | { readonly cloud: Cloud; readonly path: string; readonly contract?: undefined };

export interface Transfer {
  /** `copy`: rsync between disks; `sync`: rclone with a cloud. */
  readonly how: 'copy' | 'sync';
  readonly from: Place;
  readonly to: Place;
  /** What there is to move, and how much of it finds room. */
  readonly wanted: MilliGb;
  readonly fits: MilliGb;
  readonly mbitS: number;
  readonly begun: Seconds;
  readonly dryRun: boolean;
  /** Both ends are on one machine: nothing passes a line that is billed. */
  readonly inside: boolean;
  stopped: { readonly at: Seconds; readonly why: 'cancelled' | 'lost' } | null;
}

/** A megabyte is a thousandth of a GB: Mb/s over eight are milli-GB a second. */
const lasts = ({ fits, mbitS }: Transfer): Seconds => Math.ceil((fits * 8) / mbitS);

export const endOf = (one: Transfer): Seconds =>
  Math.min(
    one.begun + lasts(one),
    one.stopped?.at ?? Number.POSITIVE_INFINITY,
    one.from.contract?.destroyed ?? Number.POSITIVE_INFINITY,
    one.to.contract?.destroyed ?? Number.POSITIVE_INFINITY,
  );

export const isMoving = (one: Transfer, at: Seconds): boolean => at < endOf(one);

export function movedBy(one: Transfer, at: Seconds): MilliGb {
  const seconds = Math.max(0, Math.min(at, endOf(one)) - one.begun);
  return Math.min(one.fits, Math.floor((seconds * one.mbitS) / 8));
}

/** What a contract's line carried for transfers in [from, to): down and up, as it is billed. */
export function carried(contract: Contract, from: Seconds, to: Seconds): [MilliGb, MilliGb] {
  let [down, up] = [0, 0];
  for (const one of contract.transfers ?? []) {
    if (one.inside || one.begun >= to || endOf(one) <= from) continue;
    const moved = movedBy(one, to) - movedBy(one, from);
    if (one.to.contract === contract) down += moved;
    else up += moved;
  }
  return [down, up];
}

/** The line a transfer at full width uses of a contract in an hour: down and up. */
export function hourlyUse(contract: Contract, at: Seconds): [MilliGb, MilliGb] {
  let [down, up] = [0, 0];
  for (const one of contract.transfers ?? []) {
    if (one.inside || !isMoving(one, at)) continue;
    if (one.to.contract === contract) down += one.mbitS * 450;
    else up += one.mbitS * 450;
  }
  return [down, up];
}

/** Ends what still moves; returns how many those were. */
export function stopTransfers(
  contract: Contract,
  at: Seconds,
  why: 'cancelled' | 'lost',
  which: (one: Transfer) => boolean = () => true,
): number {
  const moving = (contract.transfers ?? []).filter((one) => isMoving(one, at) && which(one));
  for (const one of moving) one.stopped = { at, why };
  return moving.length;
}

/** The daemon reports with this delay, and its last word stands for a while. */
const REPORTED_LATE: Seconds = 30;
const LAST_WORD: Seconds = 600;

const gb = (amount: MilliGb) => `${(amount / 1000).toFixed(1)}GB`;

/** What the status bar says of the latest transfer; null when there is nothing to say any more. */
export function transferWords(contract: Contract, at: Seconds): string | null {
  const seen = at - REPORTED_LATE;
  const latest = contract.transfers?.findLast((one) => one.begun <= seen);
  if (!latest || seen >= endOf(latest) + LAST_WORD) return null;
  if (isMoving(latest, seen)) {
    const moved = movedBy(latest, seen);
    const percent = Math.floor((moved / Math.max(1, latest.wanted)) * 100);
    const name = latest.how === 'sync' ? 'Cloud Copy' : 'Remote Copy';
    return `${name}: ${gb(moved)}/${gb(latest.wanted)} ${percent}% ${(latest.mbitS / 8).toFixed(1)}MB/s`;
  }
  return lastWords(latest);
}

function lastWords(one: Transfer): string {
  if (one.stopped?.why === 'cancelled') return 'Remote copy canceled.';
  const away = [one.from, one.to].some(({ contract }) => contract && !isLive(contract));
  if (one.stopped || (away && movedBy(one, endOf(one)) < one.fits))
    return 'rsync error: connection unexpectedly closed (code 12)';
  if (one.wanted === 0) return `rsync: link_stat "${one.from.path}" failed: No such file or directory (2)`;
  if (one.fits < one.wanted && !one.dryRun) return 'rsync: write failed: No space left on device (28)';
  return one.how === 'sync' ? 'Cloud Copy Operation Finished' : 'Remote Copy Operation Finished';
}
