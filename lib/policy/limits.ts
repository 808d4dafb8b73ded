/**
 * What may be spent, by whom and on what. Pure: what a limit holds, what is committed under it and what is wanted
 * come in, the first objection comes out. Every limit that applies must agree.
 */
import { exact, format, per, round, type Usd, ZERO } from '@/lib/money';

export interface SpendingLimit {
  /** Whom it binds, as the sentence names them: "Research", "You", "Northwind AI". */
  whose: string;
  /** $/h of everything at once; null is no ceiling. */
  hourUsd: Usd | null;
  /** $ of a UTC day. */
  dayUsd: Usd | null;
  /** GPU models as the market names them; null allows any. */
  gpus: readonly string[] | null;
  /** Two-letter countries; null allows any. */
  countries: readonly string[] | null;
  /** Hours from rent to end. */
  longestHours: number | null;
  endRequired: boolean;
}

/** What runs, or was asked for and may run: money that is spoken for. */
export interface Committed {
  hourUsd: Usd;
  /** Today's cost so far, and what comes until the day or each lease ends. */
  dayUsd: Usd;
}

export interface WantedSpend {
  hourUsd: Usd;
  /** Until the UTC day or the lease ends, whichever is first. */
  dayUsd: Usd;
  /** Null for what runs on a machine that is rented already. */
  offer: { gpu: string; country: string | null; endsInHours: number | null } | null;
}

export type Objection =
  | { kind: 'hour'; whose: string; limit: string; committed: string; wanted: string; over: string }
  | { kind: 'day'; whose: string; limit: string; committed: string; wanted: string; over: string }
  | { kind: 'gpu'; whose: string; gpu: string; allowed: string }
  | { kind: 'country'; whose: string; country: string; allowed: string }
  | { kind: 'end'; whose: string }
  | { kind: 'length'; whose: string; longestHours: number };

/** Null when the limit lets it be. A ceiling is reached, never passed: not by a tenth of a cent. */
export function objection(limit: SpendingLimit, committed: Committed, wanted: WantedSpend): Objection | null {
  const { whose } = limit;
  if (wanted.offer) {
    const { gpu, country, endsInHours } = wanted.offer;
    if (limit.gpus && !limit.gpus.includes(gpu)) {
      return { kind: 'gpu', whose, gpu, allowed: listed(limit.gpus) };
    }
    if (limit.countries && (country === null || !limit.countries.includes(country))) {
      const allowed = listed(limit.countries);
      return { kind: 'country', whose, country: country ?? 'an unknown place', allowed };
    }
    if (endsInHours === null && (limit.endRequired || limit.longestHours !== null))
      return { kind: 'end', whose };
    if (endsInHours !== null && limit.longestHours !== null && endsInHours > limit.longestHours) {
      return { kind: 'length', whose, longestHours: limit.longestHours };
    }
  }
  return (
    over('hour', whose, limit.hourUsd, committed.hourUsd, wanted.hourUsd) ??
    over('day', whose, limit.dayUsd, committed.dayUsd, wanted.dayUsd)
  );
}

function over(
  kind: 'hour' | 'day',
  whose: string,
  limit: Usd | null,
  committed: Usd,
  wanted: Usd,
): Objection | null {
  if (limit === null || committed.plus(wanted).lte(limit)) return null;
  const said = (amount: Usd) => exact(round(amount, 3));
  return {
    kind,
    whose,
    limit: said(limit),
    committed: said(committed),
    wanted: said(wanted),
    over: said(committed.plus(wanted).minus(limit)),
  };
}

const listed = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);

/** As a person reads it, with what to do. */
export function sentenceOf(o: Objection): string {
  switch (o.kind) {
    case 'hour':
      return `${o.whose} may spend $${o.limit} an hour. $${o.committed} is committed and this adds $${o.wanted}: $${o.over} too much. Stop something, choose a cheaper offer, or ask for a higher limit.`;
    case 'day':
      return `${o.whose} may spend $${o.limit} a day. $${o.committed} of today is committed and this adds $${o.wanted} until the day ends (UTC): $${o.over} too much. Set an earlier end, or ask for a higher limit.`;
    case 'gpu':
      return `${o.whose} may rent ${o.allowed}, and this is a ${o.gpu}.`;
    case 'country':
      return `${o.whose} may rent in ${o.allowed}, and this is in ${o.country}.`;
    case 'end':
      return `${o.whose} may rent only with an end. Set when it ends.`;
    case 'length':
      return `${o.whose} may rent for at most ${o.longestHours} h at once. Set an earlier end.`;
  }
}

/** What of a ceiling would be spoken for. */
export interface Headroom {
  kind: 'hour' | 'day';
  whose: string;
  limit: Usd;
  after: Usd;
}

/** One entry a ceiling: none for a limit that only says on what money may be spent. */
export const headroomUnder = (
  { whose, hourUsd, dayUsd }: SpendingLimit,
  committed: Committed,
  wanted: WantedSpend,
): Headroom[] => [
  ...(hourUsd === null
    ? []
    : [{ kind: 'hour' as const, whose, limit: hourUsd, after: committed.hourUsd.plus(wanted.hourUsd) }]),
  ...(dayUsd === null
    ? []
    : [{ kind: 'day' as const, whose, limit: dayUsd, after: committed.dayUsd.plus(wanted.dayUsd) }]),
];

/** How full a ceiling is, 1 when it is reached; one of nothing always is. */
export const fullness = ({ limit, after }: Pick<Headroom, 'limit' | 'after'>): number =>
  limit.greaterThan(ZERO) ? per(after, limit.toFixed()).toNumber() : 1;

/** The ceiling nearest to being reached. */
export const tightest = (ceilings: readonly Headroom[]): Headroom | undefined =>
  ceilings.toSorted((a, b) => fullness(b) - fullness(a))[0];

export const headroomSentence = ({ kind, whose, limit, after }: Headroom): string =>
  `${whose}: ${format(after)} of ${format(limit)} ${kind === 'hour' ? 'an hour' : 'today'} after this.`;

/** For a ceiling set lower than what is spoken for already: nothing stops, and nothing starts. */
export function overAlready(
  { hourUsd, dayUsd }: Pick<SpendingLimit, 'hourUsd' | 'dayUsd'>,
  committed: Committed,
): string | null {
  if (hourUsd?.lessThan(committed.hourUsd)) {
    return `${format(committed.hourUsd)} an hour is running already; nothing more can start until it is below ${format(hourUsd)}.`;
  }
  if (dayUsd?.lessThan(committed.dayUsd)) {
    return `${format(committed.dayUsd)} of today is committed already; nothing more can start until tomorrow (UTC), or until something ends earlier.`;
  }
  return null;
}
