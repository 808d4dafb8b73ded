/**
 * Finds every offer of a market whose search answers only the first few dozen matches, whatever limit is asked for.
 * A reply that is cut is split by what never changes about an offer (model, then count) and only then by price,
 * because an offer whose price moves meanwhile could slip from a window not yet read into one that was.
 */
import { exact, type Usd, usd } from '@/lib/money';
import type { Offer } from '@/lib/vast/operations/offers';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';

export type Among<T> = { in: readonly T[] } | { notIn: readonly T[] };

/** A part of the market. `from` is the lowest price, $/h for the whole offer, as searches see it. */
export interface Region {
  models?: Among<string>;
  counts?: Among<number>;
  from?: Usd;
}

/** One search of a region, cheapest first. */
export type Ask = (region: Region) => Promise<Result<readonly Offer[]>>;

export interface Explored {
  searches: number;
  /** How many offers the widest search brought: what a cut reply looks like here. */
  largestReply: number;
  /** What stayed cut after every split (more offers at one price than a reply holds); null stands for any. */
  cut: { model: string | null; count: number | null }[];
}

/** A reply may carry prices rounded to millionths, so windows overlap by one. */
const SLACK = usd('0.000001');
/** Nobody caps a search for thousands below this; the field reports 64. Without it a market of one offer proves nothing. */
const CAP_AT_LEAST = 10;
/** Packs stay this far below a cut reply: the market moves between two looks, and an overflowing pack is asked twice. */
const PACK_FILL = 0.75;

/** `known`: how many offers each model had at the last look; empty at the first one. */
export async function explore(
  ask: Ask,
  known: ReadonlyMap<string, number>,
  onReply: (offers: readonly Offer[], soFar: Explored) => Promise<void>,
): Promise<Result<Explored>> {
  const explorer = new Explorer(ask, onReply);
  try {
    await explorer.all(known);
    return ok(explorer.so);
  } catch (stopped) {
    if (stopped instanceof Stopped) return fail(stopped.problem);
    throw stopped;
  }
}

/** Ends the look wherever it stands: a market seen in part proves nothing about what was missed. */
class Stopped extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

interface Reply {
  offers: readonly Offer[];
  cut: boolean;
}

class Explorer {
  readonly so: Explored = { searches: 0, largestReply: 0, cut: [] };

  constructor(
    readonly ask: Ask,
    readonly onReply: (offers: readonly Offer[], soFar: Explored) => Promise<void>,
  ) {}

  async all(known: ReadonlyMap<string, number>): Promise<void> {
    // The widest search shows how long a reply gets: the cap where there is more than that, the market where not.
    const wide = await this.#look({});
    if (!wide.cut || (await this.#isRead(wide))) return;
    const sizes = new Map(known);
    for (const { gpu_name } of wide.offers) if (!sizes.has(gpu_name)) sizes.set(gpu_name, 1);
    for (const models of packs(sizes, this.so.largestReply * PACK_FILL)) {
      await this.#cover({ models: { in: models } });
    }
    await this.#cover({ models: { notIn: [...sizes.keys()] } });
  }

  async #look(region: Region): Promise<Reply> {
    const answer = await this.ask(region);
    if (!answer.ok) throw new Stopped(answer.problem);
    const offers = answer.value;
    this.so.searches += 1;
    // Nothing says that a reply was cut, except that no longer one was ever seen.
    const cut = offers.length >= CAP_AT_LEAST && offers.length >= this.so.largestReply;
    this.so.largestReply = Math.max(this.so.largestReply, offers.length);
    await this.onReply(offers, this.so);
    return { offers, cut };
  }

  /** Asks for what comes from the dearest of the first reply on: when that comes whole, both together are the market. */
  async #isRead(wide: Reply): Promise<boolean> {
    const rest = await this.#look({ from: dearest(wide.offers).minus(SLACK) });
    return !rest.cut && ascending(wide.offers);
  }

  async #cover(region: Region): Promise<void> {
    const reply = await this.#look(region);
    if (!reply.cut) return;
    if (!one(region.models)) return this.#byModel(region.models, reply);
    if (!one(region.counts)) return this.#byCount(region, reply);
    return this.#byPrice(region, reply);
  }

  async #byModel(models: Among<string> | undefined, { offers }: Reply): Promise<void> {
    const listed = models && 'in' in models ? models.in : undefined;
    const others = models && 'notIn' in models ? models.notIn : [];
    const named = listed ?? distinct(offers, (o) => o.gpu_name).filter((name) => !others.includes(name));
    for (const model of named) await this.#cover({ models: { in: [model] } });
    if (listed) return;
    // A reply full of what was asked to be left out: the filter isn't heeded, and there is no way on.
    if (named.length === 0) this.so.cut.push({ model: null, count: null });
    else await this.#cover({ models: { notIn: [...others, ...named] } });
  }

  async #byCount({ models, counts }: Region, { offers }: Reply): Promise<void> {
    const others = counts && 'notIn' in counts ? counts.notIn : [];
    const named = distinct(offers, (o) => o.num_gpus).filter((count) => !others.includes(count));
    for (const count of named) await this.#cover({ models, counts: { in: [count] } });
    if (named.length === 0) this.so.cut.push({ model: offers[0]?.gpu_name ?? null, count: null });
    else await this.#cover({ models, counts: { notIn: [...others, ...named] } });
  }

  /** One model, one count: on from the dearest price of each cut reply, past what stands at one price. */
  async #byPrice(region: Region, first: Reply): Promise<void> {
    const [{ gpu_name, num_gpus } = { gpu_name: null, num_gpus: null }] = first.offers;
    const giveUp = () => this.so.cut.push({ model: gpu_name, count: num_gpus });
    for (let reply = first; reply.cut; ) {
      if (!ascending(reply.offers)) return void giveUp();
      const from = dearest(reply.offers);
      const stands = (next: Reply) => next.cut && dearest(next.offers).lessThanOrEqualTo(from.plus(SLACK));
      reply = await this.#look({ ...region, from: from.minus(SLACK) });
      if (!stands(reply)) continue;
      giveUp();
      reply = await this.#look({ ...region, from: from.plus(SLACK) });
      if (stands(reply)) return;
    }
  }
}

const one = <T>(among: Among<T> | undefined): boolean =>
  among !== undefined && 'in' in among && among.in.length === 1;

const distinct = <T, K>(rows: readonly T[], of: (row: T) => K): K[] => [...new Set(rows.map(of))];

const dearest = (offers: readonly Offer[]): Usd =>
  offers.reduce((top, { dph_total }) => (dph_total.greaterThan(top) ? dph_total : top), usd('0'));

/** Whether a reply keeps the order that was asked for; one that doesn't says nothing about what it left out. */
const ascending = (offers: readonly Offer[]): boolean =>
  offers.every(({ dph_total }, at) => at === 0 || !offers[at - 1]?.dph_total.greaterThan(dph_total));

/** Models together in one search as long as their last known offers fit one reply; big ones alone. */
export function packs(sizes: ReadonlyMap<string, number>, room: number): string[][] {
  const bins: { models: string[]; size: number }[] = [];
  for (const [model, size] of [...sizes].sort(([, a], [, b]) => b - a)) {
    const bin = bins.find((each) => each.size + size <= room);
    if (bin) {
      bin.models.push(model);
      bin.size += size;
    } else bins.push({ models: [model], size });
  }
  return bins.map(({ models }) => models);
}

/**
 * A region as Vast.ai's filters. Its silent ones (verified only, not where we rent already) are switched off, so that
 * ours decide; what can't be rented here (taken, or listed for another platform) is left out in so many words.
 */
export const filtersOf = (region: Region): Record<string, Comparison> => ({
  rentable: { eq: true },
  verified: ANY,
  external: { eq: false },
  rented: ANY,
  ...(region.models && { gpu_name: among(region.models) }),
  ...(region.counts && { num_gpus: among(region.counts) }),
  ...(region.from && { dph_total: { gte: Number(exact(region.from)) } }),
});

type Comparison = { eq?: boolean | string; gte?: number; in?: Scalar[]; notin?: Scalar[] };
type Scalar = string | number;
/** How the official client's self-test says "no constraint" (docs/vast.md). */
const ANY: Comparison = { eq: 'any' };
const among = (list: Among<Scalar>): Comparison =>
  'in' in list ? { in: [...list.in] } : { notin: [...list.notIn] };
