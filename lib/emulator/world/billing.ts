/**
 * Charges: what a contract costs on a UTC day, as known at a moment. The open days (today and the two before) may still
 * change, as Vast.ai's do: some traffic is reported late, some GPU seconds are taken back. After that a day stands,
 * but for the restatements that a world plans.
 */
import { DAY, HOUR, type Seconds } from './clock';
import { type Contract, stretchesWithin, type Work } from './contracts';
import { carried } from './copies';
import { between, chance } from './random';
import { bandwidthTicks, diskTicks, gpuTicks, type Nano, type Ticks } from './ticks';

export type Item = 'gpu' | 'disk' | 'bwd' | 'bwu';

export interface Line {
  readonly item: Item;
  /** Nano-dollars per hour (gpu), per GB-month (disk), per GB (bwd, bwu). */
  readonly rate: Nano;
  /** Seconds (gpu), milli-GB seconds (disk), milli-GB (bwd, bwu). */
  readonly quantity: bigint;
  readonly ticks: Ticks;
}

/** A day that stood and is changed after all: a share of its GPU time is given back, or the contract's whole day. */
export interface Restatement {
  readonly contract: number;
  readonly day: number;
  readonly knownAt: Seconds;
  readonly gpuPercentLess: number;
}

export interface Books {
  readonly seed: number;
  readonly restatements: Restatement[];
}

/** Usual traffic of one GPU's work in milli-GB an hour, down and up. */
const TRAFFIC: Record<Work, readonly [number, number]> = {
  train: [900, 350],
  serve: [420, 1900],
  crawl: [7800, 500],
  render: [260, 640],
  notebook: [130, 60],
  idle: [8, 4],
};

/** Days before today that may still change. */
export const OPEN_DAYS_BEFORE = 2;

function traffic(
  books: Books,
  contract: Contract,
  day: number,
  runSeconds: number,
  at: Seconds,
): [bigint, bigint] {
  const [down, up] = TRAFFIC[contract.work];
  const percent = between(40, 160, books.seed, 'traffic', contract.id, day);
  const whole = (perHour: number) =>
    Math.floor((perHour * contract.chunk.size * runSeconds * percent) / 360_000);
  const late = chance(books.seed, 'late', contract.id, day) < 0.15;
  const arrives = (day + 1) * DAY + between(2, 44, books.seed, 'late-at', contract.id, day) * HOUR;
  const known = late && at < arrives ? between(55, 92, books.seed, 'late-share', contract.id, day) : 100;
  return [BigInt(Math.floor((whole(down) * known) / 100)), BigInt(Math.floor((whole(up) * known) / 100))];
}

/** GPU seconds taken back within the open days: a host that answered late to the meter. */
function takenBack(books: Books, contract: Contract, day: number, at: Seconds): number {
  if (chance(books.seed, 'back', contract.id, day) >= 0.04) return 0;
  const known = (day + 1) * DAY + between(1, 46, books.seed, 'back-at', contract.id, day) * HOUR;
  return at < known ? 0 : between(30, 900, books.seed, 'back-by', contract.id, day);
}

const restated = (books: Books, contract: Contract, day: number, at: Seconds): Restatement | undefined =>
  books.restatements.findLast((one) => one.contract === contract.id && one.day === day && one.knownAt <= at);

/** The lines of one contract on one day, as known at `at`; none when it cost nothing. */
export function linesOf(books: Books, contract: Contract, day: number, at: Seconds): Line[] {
  const restatement = restated(books, contract, day, at);
  if (restatement?.gpuPercentLess === 100) return [];
  const byRate = new Map<Nano, number>();
  let kept = 0;
  for (const part of stretchesWithin(contract, day * DAY, Math.min((day + 1) * DAY, at))) {
    if (part.state !== 'offline') kept += part.seconds;
    if (part.state === 'running') {
      byRate.set(part.gpuNanoHour, (byRate.get(part.gpuNanoHour) ?? 0) + part.seconds);
    }
  }
  const lines: Line[] = [];
  let back = takenBack(books, contract, day, at);
  let ran = 0;
  for (const [rate, seconds] of byRate) {
    ran += seconds;
    const less = Math.min(back, seconds);
    back -= less;
    const share = restatement ? 100 - restatement.gpuPercentLess : 100;
    const billed = Math.floor(((seconds - less) * share) / 100);
    if (billed > 0)
      lines.push({ item: 'gpu', rate, quantity: BigInt(billed), ticks: gpuTicks(rate, billed) });
  }
  if (kept > 0) {
    const quantity = BigInt(kept) * BigInt(contract.disk);
    const rate = contract.diskNanoGbMonth;
    lines.push({ item: 'disk', rate, quantity, ticks: diskTicks(rate, quantity) });
  }
  // Copies pass the line in every state, and are known at once.
  const [into, out] = carried(contract, day * DAY, Math.min((day + 1) * DAY, at));
  if (ran > 0 || into + out > 0) {
    const [down, up] = ran > 0 ? traffic(books, contract, day, ran, at) : [0n, 0n];
    for (const [item, rate, quantity] of [
      ['bwd', contract.downNanoGb, down + BigInt(into)],
      ['bwu', contract.upNanoGb, up + BigInt(out)],
    ] as const) {
      if (rate > 0n && quantity > 0n)
        lines.push({ item, rate, quantity, ticks: bandwidthTicks(rate, quantity) });
    }
  }
  return lines;
}

export const total = (lines: readonly Line[]): Ticks => lines.reduce((sum, line) => sum + line.ticks, 0n);

/** Lines of several days as one: quantities of equal items and rates are added, as a multi-day query prints them. */
export function merged(lines: Iterable<Line>): Line[] {
  const byKind = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.item} ${line.rate}`;
    const same = byKind.get(key);
    byKind.set(
      key,
      same ? { ...line, quantity: same.quantity + line.quantity, ticks: same.ticks + line.ticks } : line,
    );
  }
  const order: Item[] = ['gpu', 'disk', 'bwd', 'bwu'];
  return [...byKind.values()].sort((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
}

/** First and last day on which the contract may cost something by `at`. */
export const lifeDays = (contract: Contract, at: Seconds): { first: number; last: number } => ({
  first: Math.floor(contract.created / DAY),
  last: Math.floor((Math.min(contract.destroyed ?? at, at) - 1) / DAY),
});
