/**
 * What needs a person, from what is known: each with its price and one remedy. A pure function, so that what the
 * overview asks for is what the facts say, and nothing else.
 */
import { exact, sum, type Usd, usd, ZERO } from '@/lib/money';
import type { StatusWord } from '@/lib/vast/status';
import { runwayOf, type Wallet } from './runway';

export interface InstanceFacts {
  accountId: string;
  contractId: number;
  label: string | null;
  gpuName: string;
  numGpus: number;
  word: StatusWord;
  /** Since when it has been in this state, or idle. */
  since: Date;
  statusMsg: string | null;
  /** $/h in the present state, while running, and while stopped. */
  presentHour: Usd | null;
  runningHour: Usd | null;
  storageHour: Usd | null;
  /** The lowest bid that wins now, for the whole machine. */
  minBid: Usd | null;
  isBid: boolean;
  /** The end Gantry keeps, and the one the host set. */
  leaseEndsAt: Date | null;
  contractEndsAt: Date | null;
}

export interface AccountFacts extends Wallet {
  state: 'ok' | 'revoked' | 'two_factor' | 'forbidden' | 'unreachable';
  stateSince: Date;
  /** Where a top-up is made; null for a simulated account. */
  topUpUrl: string | null;
}

/** An act whose answer got lost. */
export interface UnknownFacts {
  intentId: string;
  operation: string;
  sentence: string;
  contractId: number | null;
  sentAt: Date;
  reservedHour: Usd | null;
  /** Gantry can't tell from outside: somebody must look at Vast.ai. */
  waitsForPerson: boolean;
}

export type NeedKind =
  | 'credit'
  | 'key'
  | 'unreachable'
  | 'unknown'
  | 'outbid'
  | 'failed'
  | 'expired'
  | 'lease'
  | 'ending'
  | 'idle'
  | 'endless'
  | 'offline';

export type Remedy =
  | { do: 'raise'; accountId: string; contractId: number; hourUsd: string }
  | { do: 'stop'; accountId: string; contractId: number }
  | { do: 'end'; accountId: string; contractId: number; endsAt: string }
  | { do: 'go'; href: string };

export interface Need {
  /** Stable while the need lasts. */
  id: string;
  kind: NeedKind;
  /** How many alike this row stands for; with more than one, `what` is the first of them. */
  count: number;
  what: string;
  gpus: { name: string; count: number } | null;
  /** Since when, or until when (for what ends), ISO. */
  at: string | null;
  /** What it costs per hour meanwhile, exact. */
  hourUsd: string | null;
  /** What goes on costing after the remedy, exact; for a stop, the disk. */
  afterHourUsd: string | null;
  /** Words of Vast.ai or of the act, verbatim. */
  quote: string | null;
  remedy: Remedy;
}

export interface NeedsYou {
  needs: Need[];
  /** What stopping every idle instance would save a day, exact. */
  idleDayUsd: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A long weekend in which nobody tops up. */
export const CREDIT_LOW_MS = 3 * DAY_MS;
/** An end within a working day is worth a look today. */
const LEASE_SOON_MS = 6 * HOUR_MS;
/** The host's end can't be moved: two days leave time to copy the data elsewhere. */
const CONTRACT_SOON_MS = 2 * DAY_MS;
/** Cheaper than this, forgetting an instance for a weekend costs less than a lunch. */
const ENDLESS_FROM_HOUR = usd('1');
/** More of one kind than this become one row: a fleet's night must fit a screen. */
const ALIKE_MAX = 2;

/** From most to least urgent: what stops everything, what nobody knows, what lost its GPU, what only costs. */
const ORDER: NeedKind[] = [
  'credit',
  'key',
  'unknown',
  'outbid',
  'failed',
  'expired',
  'lease',
  'idle',
  'ending',
  'endless',
  'unreachable',
  'offline',
];

export function needsYou(
  facts: {
    instances: readonly InstanceFacts[];
    accounts: readonly AccountFacts[];
    unknowns: readonly UnknownFacts[];
  },
  now: Date,
): NeedsYou {
  const needs = [
    ...facts.accounts.flatMap((account) => accountNeeds(account, now)),
    ...facts.unknowns.map(unknownNeed),
    ...facts.instances.flatMap((instance) => instanceNeed(instance, now) ?? []),
  ];
  const idle = facts.instances.filter((instance) => instance.word === 'idle');
  const perHour = sum(idle.map((i) => (i.presentHour ?? ZERO).minus(i.storageHour ?? ZERO)));
  return {
    needs: ORDER.flatMap((kind) => folded(needs.filter((need) => need.kind === kind))),
    idleDayUsd: exact(perHour.times(24)),
  };
}

function accountNeeds(account: AccountFacts, now: Date): Need[] {
  const base = { count: 1, what: account.name, gpus: null, afterHourUsd: null, quote: null };
  const hourUsd = account.hourUsd.isZero() ? null : exact(account.hourUsd);
  const needs: Need[] = [];
  const runway = runwayOf(account);
  if (runway && runway.stopsAt.getTime() - now.getTime() < CREDIT_LOW_MS) {
    needs.push({
      ...base,
      id: `credit ${account.accountId}`,
      kind: 'credit',
      at: runway.stopsAt.toISOString(),
      hourUsd,
      remedy: { do: 'go', href: account.topUpUrl ?? '/instances' },
    });
  }
  if (account.state !== 'ok') {
    needs.push({
      ...base,
      id: `account ${account.accountId}`,
      kind: account.state === 'unreachable' ? 'unreachable' : 'key',
      at: account.stateSince.toISOString(),
      hourUsd,
      remedy: { do: 'go', href: `/accounts#${account.accountId}` },
    });
  }
  return needs;
}

const unknownNeed = (unknown: UnknownFacts): Need => ({
  id: `unknown ${unknown.intentId}`,
  kind: 'unknown',
  count: 1,
  what: unknown.sentence,
  gpus: null,
  at: unknown.sentAt.toISOString(),
  hourUsd: unknown.reservedHour && exact(unknown.reservedHour),
  afterHourUsd: null,
  quote: unknown.waitsForPerson ? 'person' : null,
  remedy: {
    do: 'go',
    href: unknown.contractId === null ? '/instances' : `/instances/${unknown.contractId}`,
  },
});

function instanceNeed(i: InstanceFacts, now: Date): Need | null {
  const target = { accountId: i.accountId, contractId: i.contractId };
  const open: Remedy = { do: 'go', href: `/instances/${i.contractId}` };
  const base = {
    id: `instance ${i.accountId} ${i.contractId}`,
    count: 1,
    what: i.label || String(i.contractId),
    gpus: { name: i.gpuName, count: i.numGpus },
    at: i.since.toISOString(),
    hourUsd: i.presentHour && exact(i.presentHour),
    afterHourUsd: null,
    quote: null,
  };
  const within = (end: Date | null, ms: number) =>
    end !== null && end > now && end.getTime() - now.getTime() < ms;
  switch (i.word) {
    case 'outbid':
      if (i.minBid === null) return { ...base, kind: 'outbid', remedy: open };
      return {
        ...base,
        kind: 'outbid',
        afterHourUsd: exact(bidToWin(i.minBid)),
        remedy: { do: 'raise', ...target, hourUsd: exact(bidToWin(i.minBid)) },
      };
    case 'failed':
      return { ...base, kind: 'failed', quote: i.statusMsg, remedy: open };
    case 'expired':
      return { ...base, kind: 'expired', remedy: open };
    case 'offline':
    case 'no_contact':
      return { ...base, kind: 'offline', remedy: { do: 'go', href: `/market?${alike(i)}` } };
    default:
  }
  if (within(i.leaseEndsAt, LEASE_SOON_MS)) {
    const endsAt = new Date((i.leaseEndsAt ?? now).getTime() + DAY_MS).toISOString();
    return {
      ...base,
      kind: 'lease',
      at: (i.leaseEndsAt ?? now).toISOString(),
      remedy: { do: 'end', ...target, endsAt },
    };
  }
  if (i.word === 'idle') {
    return {
      ...base,
      kind: 'idle',
      afterHourUsd: i.storageHour && exact(i.storageHour),
      remedy: { do: 'stop', ...target },
    };
  }
  if (within(i.contractEndsAt, CONTRACT_SOON_MS)) {
    return { ...base, kind: 'ending', at: (i.contractEndsAt ?? now).toISOString(), remedy: open };
  }
  const dear = i.presentHour?.gte(ENDLESS_FROM_HOUR) ?? false;
  if (i.word === 'running' && dear && i.leaseEndsAt === null) {
    const endsAt = new Date(wholeHour(now) + 3 * DAY_MS).toISOString();
    return { ...base, kind: 'endless', at: null, remedy: { do: 'end', ...target, endsAt } };
  }
  return null;
}

/** The lowest winning bid, rounded up to the three decimals in which bids are shown: never a hair too low. */
const bidToWin = (minBid: Usd): Usd => usd(minBid.toFixed(3, 0));

const wholeHour = (now: Date): number => Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS;

const alike = (i: InstanceFacts): string =>
  new URLSearchParams({ gpu: i.gpuName, count: String(i.numGpus) }).toString();

/** Many of one kind as one row, dearest first, with their sum and the way to all of them. */
function folded(needs: Need[]): Need[] {
  const byCost = needs.toSorted((a, b) => usd(b.hourUsd ?? '0').comparedTo(usd(a.hourUsd ?? '0')));
  const [first] = byCost;
  if (!first || byCost.length <= ALIKE_MAX || first.gpus === null) return byCost;
  return [
    {
      ...first,
      id: `all ${first.kind}`,
      count: byCost.length,
      gpus: null,
      at: null,
      quote: null,
      hourUsd: exact(sum(byCost.map((need) => usd(need.hourUsd ?? '0')))),
      afterHourUsd: null,
      remedy: { do: 'go', href: '/instances?view=attention' },
    },
  ];
}
