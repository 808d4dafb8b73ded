/**
 * What changes about machines without anybody of ours acting: prices drift, other people rent and bid, hosts go away
 * and come back. Each is a function of the machine and the moment; its steps have known ends, so that the timeline can
 * wait for the next one instead of looking every second.
 */
import { DAY, HOUR, MINUTE, type Seconds } from './clock';
import type { Machine } from './machines';
import { between, chance, hash, wave } from './random';
import type { Nano } from './ticks';

export interface Window {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** For one GPU and hour: on demand, and the lowest bid that is taken. */
export interface Asked {
  readonly gpuNanoHour: Nano;
  readonly bidNanoHour: Nano;
}

/** What a world or a test lays over the ordinary market. */
export interface Conditions {
  /** Machines that are offline in a window, beside their ordinary outages. */
  readonly outages: Map<number, Window[]>;
  /** Nights when everybody bids: in the window the lowest winning bid is `percent` of the usual one. */
  readonly squeezes: (Window & { readonly percent: number })[];
  /** Until when other people and bad luck leave a machine alone: a world's own instances begin as it planned them. */
  readonly quiet: Map<number, Seconds>;
  /** Hosts that a test switched on or off: nothing else moves them. */
  readonly forced: Map<number, boolean>;
  /** Machines whose host has an account in the world stand at what that host asks; nobody else moves those prices. */
  readonly asked: Map<number, Asked>;
}

export const ordinary = (): Conditions => ({
  outages: new Map(),
  squeezes: [],
  quiet: new Map(),
  forced: new Map(),
  asked: new Map(),
});

/** A machine's own rhythm: whole steps of `period`, shifted so that machines don't all change at once. */
function step(machine: Machine, at: Seconds, period: number, seed: number, what: string) {
  const shift = hash(seed, what, 'shift', machine.id) % period;
  const index = Math.floor((at + shift) / period);
  return { index, ends: (index + 1) * period - shift };
}

export class Market {
  constructor(
    readonly seed: number,
    readonly conditions: Conditions,
  ) {}

  /** On-demand price of one GPU and hour: a slow wave of the model and small steps of the host, within a fifth. */
  gpuNanoHour(machine: Machine, at: Seconds): Nano {
    const asked = this.conditions.asked.get(machine.id);
    if (asked) return asked.gpuNanoHour;
    const { index } = step(machine, at, 3 * HOUR, this.seed, 'drift');
    const season = wave(5 * DAY, at, this.seed, 'season', machine.model.name) - 0.5;
    const drift = chance(this.seed, 'drift', machine.id, index) - 0.5;
    const permille = 1000 + Math.round(season * 200 + drift * 40);
    return ((machine.gpuNanoHour * BigInt(permille)) / 100_000_000n) * 100_000n;
  }

  /** The lowest bid for one GPU and hour that beats the other bidders now. */
  bidNanoHour(machine: Machine, at: Seconds): Nano {
    const asked = this.conditions.asked.get(machine.id);
    if (asked) return asked.bidNanoHour;
    const { index } = step(machine, at, this.#bidPeriod(machine), this.seed, 'bid');
    const heat = 42 + Math.round(26 * chance(this.seed, 'bid', machine.id, index));
    const squeeze = this.conditions.squeezes.find((window) => at >= window.from && at < window.to);
    // Nobody bids what the GPU costs on demand.
    const percent = Math.min(99, Math.floor((heat * (squeeze?.percent ?? 100)) / 100));
    return ((machine.gpuNanoHour * BigInt(percent)) / 10_000_000n) * 100_000n;
  }

  /** The GPUs that other people hold on demand: a bit each. */
  taken(machine: Machine, at: Seconds): number {
    if (this.#isQuiet(machine, at)) return 0;
    const { index } = step(machine, at, this.#rentPeriod(machine), this.seed, 'rent');
    const all = (1 << machine.gpus) - 1;
    if (chance(this.seed, 'whole', machine.id, index) < machine.popularity * 0.45) return all;
    let slots = 0;
    for (let gpu = 0; gpu < machine.gpus; gpu += 1) {
      const pair = gpu >> 1;
      if (chance(this.seed, 'pair', machine.id, index, pair) < machine.popularity * 0.5) slots |= 1 << gpu;
    }
    return slots;
  }

  online(machine: Machine, at: Seconds): boolean {
    return this.conditions.forced.get(machine.id) ?? this.#outage(machine, at) === null;
  }

  /** The next moment at which `online` may answer differently. */
  nextOutageChange(machine: Machine, at: Seconds): Seconds {
    const now = this.#outage(machine, at);
    const planned = (this.conditions.outages.get(machine.id) ?? []).flatMap((window) => [
      window.from,
      window.to,
    ]);
    const today = Math.floor(at / DAY);
    const ordinaryOnes = [today, today + 1].flatMap((day) => {
      const window = this.#ordinaryOutage(machine, day);
      return window ? [window.from, window.to] : [];
    });
    const later = [...planned, ...ordinaryOnes, ...(now ? [now.to] : [])].filter((moment) => moment > at);
    return Math.min(...later, (today + 1) * DAY);
  }

  /** The next moment at which bids or other people's rents may change. */
  nextRivalChange(machine: Machine, at: Seconds): Seconds {
    const bids = step(machine, at, this.#bidPeriod(machine), this.seed, 'bid').ends;
    const rents = step(machine, at, this.#rentPeriod(machine), this.seed, 'rent').ends;
    const planned = this.conditions.squeezes.flatMap((window) => [window.from, window.to]);
    planned.push(this.conditions.quiet.get(machine.id) ?? 0);
    return Math.min(bids, rents, ...planned.filter((moment) => moment > at));
  }

  #isQuiet = (machine: Machine, at: Seconds) => at < (this.conditions.quiet.get(machine.id) ?? 0);
  #bidPeriod = (machine: Machine) => between(25, 55, this.seed, 'bidding', machine.id) * MINUTE;
  #rentPeriod = (machine: Machine) => between(4 * 60, 14 * 60, this.seed, 'renting', machine.id) * MINUTE;

  #outage(machine: Machine, at: Seconds): Window | null {
    const within = (window: Window | null) => window !== null && at >= window.from && at < window.to;
    const planned = (this.conditions.outages.get(machine.id) ?? []).find(within);
    if (planned) return planned;
    const own = this.#ordinaryOutage(machine, Math.floor(at / DAY));
    return within(own) ? own : null;
  }

  /** Less reliable hosts go away on more days; no ordinary outage crosses midnight. */
  #ordinaryOutage(machine: Machine, day: number): Window | null {
    if (this.#isQuiet(machine, day * DAY)) return null;
    if (chance(this.seed, 'outage', machine.id, day) >= (1 - machine.reliability) * 2) return null;
    const from = day * DAY + between(0, 20 * HOUR, this.seed, 'outage-from', machine.id, day);
    return { from, to: from + between(4 * MINUTE, 3 * HOUR, this.seed, 'outage-for', machine.id, day) };
  }
}
