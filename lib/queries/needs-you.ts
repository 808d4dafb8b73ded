/**
 * What needs a person, from what is known: each with its price and one remedy. A pure function, so that what the
 * overview asks for is what the facts say, and nothing else.
 */
import { CREDIT_LOW_MS, runwayOf, type Wallet } from '@/lib/ledger/runway';
import { exact, sum, usd } from '@/lib/money';
import type { InstanceRow } from './instances';
import type { Act } from './instances-pulse';

export type InstanceFacts = Pick<
  InstanceRow,
  | 'accountId'
  | 'contractId'
  | 'label'
  | 'gpu'
  | 'gpus'
  | 'word'
  | 'sinceMs'
  | 'quietSinceMs'
  | 'statusMsg'
  | 'hourUsd'
  | 'diskHourUsd'
  | 'minBidUsd'
  | 'endsMs'
  | 'contractEndsMs'
>;

export interface AccountFacts extends Wallet {
  state: 'ok' | 'revoked' | 'two_factor' | 'forbidden' | 'unreachable';
  stateSinceMs: number;
  /** Where a top-up is made; null for a simulated account. */
  topUpUrl: string | null;
}

/** What an agent planned and a person has to decide on. */
export interface ApprovalFacts {
  id: string;
  /** The agent's name, as its token says it. */
  agent: string;
  /** "rent 4× RTX 4090" */
  wants: string;
  hourUsd: string | null;
  toEndUsd: string | null;
  /** On the accounts' clock. */
  expiresMs: number;
}

export type NeedKind =
  | 'approval'
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
  | { do: 'end'; accountId: string; contractId: number; endsMs: number }
  /** Nothing at Vast.ai tells how an act ended: somebody looks, and says so. */
  | { do: 'settle'; intentId: string; href: string }
  | { do: 'go'; href: string };

export interface Need {
  /** Stable while the need lasts. */
  id: string;
  kind: NeedKind;
  /** How many alike this row stands for; with more than one, `what` is the first of them. */
  count: number;
  what: string;
  gpus: { name: string; count: number } | null;
  /** Since when, or until when (for what ends). */
  atMs: number | null;
  /** What it costs per hour meanwhile, exact. */
  hourUsd: string | null;
  /** What goes on costing after the remedy, exact; for a stop, the disk. Of an approval: what it comes to in all. */
  afterHourUsd: string | null;
  /** Vast.ai's own words, verbatim; of an approval, what it is about. */
  quote: string | null;
  /** The act whose outcome is not known. */
  act: Act['what'] | null;
  remedy: Remedy;
}

export interface NeedsYou {
  needs: Need[];
  /** What stopping every idle instance would save a day, exact. */
  idleDayUsd: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An end within a working day is worth a look today. */
const LEASE_SOON_MS = 6 * HOUR_MS;
/** The host's end can't be moved: two days leave time to copy the data elsewhere. */
const CONTRACT_SOON_MS = 2 * DAY_MS;
/** Cheaper than this, forgetting an instance for a weekend costs less than a lunch. */
const ENDLESS_FROM_HOUR = usd('1');
/** More of one kind than this become one row: a fleet's night must fit a screen. */
const ALIKE_MAX = 2;

/** From most to least urgent: what expires within the half hour, what stops everything, what nobody knows, what lost its GPU, what only costs. */
const ORDER: NeedKind[] = [
  'approval',
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
    acts: readonly Act[];
    approvals: readonly ApprovalFacts[];
  },
  now: Date,
): NeedsYou {
  const needs = [
    ...facts.approvals.map(approvalNeed),
    ...facts.accounts.flatMap((account) => accountNeeds(account, now)),
    ...facts.acts
      .filter((act) => act.state === 'unknown')
      .map((act) => unknownNeed(act, nameOf(facts.instances, act))),
    ...facts.instances.flatMap((instance) => instanceNeed(instance, now) ?? []),
  ];
  const idle = facts.instances.filter((instance) => instance.word === 'idle');
  const perHour = sum(idle.map((i) => usd(i.hourUsd ?? '0').minus(usd(i.diskHourUsd ?? '0'))));
  return {
    needs: ORDER.flatMap((kind) => folded(needs.filter((need) => need.kind === kind))),
    idleDayUsd: exact(perHour.times(24)),
  };
}

const approvalNeed = ({ id, agent, wants, hourUsd, toEndUsd, expiresMs }: ApprovalFacts): Need => ({
  id: `approval ${id}`,
  kind: 'approval',
  count: 1,
  what: agent,
  gpus: null,
  atMs: expiresMs,
  hourUsd,
  afterHourUsd: toEndUsd,
  quote: wants,
  act: null,
  remedy: { do: 'go', href: `/agents/approvals/${id}` },
});

function accountNeeds(account: AccountFacts, now: Date): Need[] {
  const base = { count: 1, what: account.name, gpus: null, afterHourUsd: null, quote: null, act: null };
  const hourUsd = account.hourUsd.isZero() ? null : exact(account.hourUsd);
  const needs: Need[] = [];
  const runway = runwayOf(account);
  if (runway && runway.stopsAt.getTime() - now.getTime() < CREDIT_LOW_MS) {
    needs.push({
      ...base,
      id: `credit ${account.accountId}`,
      kind: 'credit',
      atMs: runway.stopsAt.getTime(),
      hourUsd,
      remedy: { do: 'go', href: account.topUpUrl ?? '/instances' },
    });
  }
  if (account.state !== 'ok') {
    needs.push({
      ...base,
      id: `account ${account.accountId}`,
      kind: account.state === 'unreachable' ? 'unreachable' : 'key',
      atMs: account.stateSinceMs,
      hourUsd,
      remedy: { do: 'go', href: `/accounts#${account.accountId}` },
    });
  }
  return needs;
}

function unknownNeed(act: Act, name: string): Need {
  const href = act.contractId === null ? '/instances' : instanceHref(act.accountId, act.contractId);
  return {
    id: `act ${act.id}`,
    kind: 'unknown',
    count: 1,
    what: (act.what === 'recycle' ? null : act.forPerson) ?? act.object ?? name,
    gpus: null,
    atMs: act.atMs,
    hourUsd: act.reservedHourUsd,
    afterHourUsd: null,
    quote: null,
    act: act.what,
    remedy: act.forPerson !== null ? { do: 'settle', intentId: act.id, href } : { do: 'go', href },
  };
}

function nameOf(instances: readonly InstanceFacts[], { accountId, contractId }: Act): string {
  if (contractId === null) return '';
  const its = instances.find((i) => i.accountId === accountId && i.contractId === contractId);
  return its?.label || String(contractId);
}

function instanceNeed(i: InstanceFacts, now: Date): Need | null {
  const target = { accountId: i.accountId, contractId: i.contractId };
  const open: Remedy = { do: 'go', href: instanceHref(i.accountId, i.contractId) };
  const base = {
    id: `instance ${i.accountId} ${i.contractId}`,
    count: 1,
    what: i.label || String(i.contractId),
    gpus: { name: i.gpu, count: i.gpus },
    atMs: i.sinceMs,
    hourUsd: i.hourUsd,
    afterHourUsd: null,
    quote: null,
    act: null,
  };
  const nowMs = now.getTime();
  const soon = (endMs: number | null, withinMs: number): endMs is number =>
    endMs !== null && endMs > nowMs && endMs - nowMs < withinMs;
  switch (i.word) {
    case 'gone':
      return null;
    case 'outbid':
      if (i.minBidUsd === null) return { ...base, kind: 'outbid', remedy: open };
      return {
        ...base,
        kind: 'outbid',
        remedy: { do: 'raise', ...target, hourUsd: bidToWin(i.minBidUsd) },
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
  if (soon(i.endsMs, LEASE_SOON_MS)) {
    return {
      ...base,
      kind: 'lease',
      atMs: i.endsMs,
      remedy: { do: 'end', ...target, endsMs: i.endsMs + DAY_MS },
    };
  }
  if (i.word === 'idle') {
    return {
      ...base,
      kind: 'idle',
      atMs: i.quietSinceMs,
      afterHourUsd: i.diskHourUsd,
      remedy: { do: 'stop', ...target },
    };
  }
  if (soon(i.contractEndsMs, CONTRACT_SOON_MS)) {
    return { ...base, kind: 'ending', atMs: i.contractEndsMs, remedy: open };
  }
  const dear = i.hourUsd !== null && usd(i.hourUsd).gte(ENDLESS_FROM_HOUR);
  if (i.word === 'running' && dear && i.endsMs === null) {
    const endsMs = Math.ceil(nowMs / HOUR_MS) * HOUR_MS + 3 * DAY_MS;
    return { ...base, kind: 'endless', atMs: null, remedy: { do: 'end', ...target, endsMs } };
  }
  return null;
}

/** The lowest winning bid, rounded up to the three decimals in which bids are shown: never a hair too low. */
const ROUND_UP = 0;
const bidToWin = (minBidUsd: string): string => exact(usd(usd(minBidUsd).toFixed(3, ROUND_UP)));

const instanceHref = (accountId: string, contractId: number): string =>
  `/instances/${accountId}/${contractId}`;

const alike = (i: InstanceFacts): string =>
  new URLSearchParams({ gpu: i.gpu, count: String(i.gpus) }).toString();

/** These run and are well; the list of what needs attention doesn't hold them. */
const ENDS: readonly NeedKind[] = ['lease', 'ending', 'endless'];

const whereAll = (kind: NeedKind): string =>
  kind === 'approval' ? '/agents' : `/instances?view=${ENDS.includes(kind) ? 'running' : 'attention'}`;

/** Many of one kind as one row, dearest first, with their sum and the way to all of them. */
function folded(needs: Need[]): Need[] {
  const byCost = needs.toSorted((a, b) => usd(b.hourUsd ?? '0').comparedTo(usd(a.hourUsd ?? '0')));
  const [first] = byCost;
  const many = first?.gpus !== null || first.kind === 'approval';
  if (!first || byCost.length <= ALIKE_MAX || !many) return byCost;
  return [
    {
      ...first,
      id: `all ${first.kind}`,
      count: byCost.length,
      gpus: null,
      atMs: null,
      quote: null,
      hourUsd: exact(sum(byCost.map((need) => usd(need.hourUsd ?? '0')))),
      afterHourUsd: null,
      remedy: { do: 'go', href: whereAll(first.kind) },
    },
  ];
}
