/** An agent's plan and its token, as people say them. Pure. */
import { nearby } from '@/components/time/zoned';
import { moneyText } from '@/components/ui/money';
import { exact, usd } from '@/lib/money';
import { driftBetween, type Facts } from '@/lib/policy/drift';
import type { PlanRow } from '@/lib/queries/agent-plans';
import type { TokenRow } from '@/lib/queries/api-tokens';
import type { Effect } from '@/lib/vast/operation';

const HOUR_MS = 3_600_000;

/** "rent 4× RTX 4090 for 12 hours": a lease is said with what is rented. */
export function wantsWords({ wants, effect, weight: { endsAt }, weighedAt, contractId }: PlanRow): string {
  if (effect !== 'spends' || endsAt === null || contractId !== null) return wants;
  const hours = Math.round((Date.parse(endsAt) - Date.parse(weighedAt)) / HOUR_MS);
  return hours < 1 ? wants : `${wants} for ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** The most that approving it can cost: a sum where there is one, else the price of an hour. */
export function mostWords({
  weight: { toEndUsd, onceUsd, hourUsd },
}: Pick<PlanRow, 'weight'>): string | null {
  if (toEndUsd !== null) return `at most ${moneyText(exact(usd(toEndUsd).plus(usd(onceUsd ?? '0'))))}`;
  if (onceUsd !== null) return `${moneyText(onceUsd)} once`;
  return hourUsd === null ? null : `${moneyText(hourUsd, { places: 3 })} an hour`;
}

/** "Approve, at most $19.20": what the button does, with its price. */
export function approveWords(plan: Pick<PlanRow, 'weight' | 'effect'>): string {
  const most = mostWords(plan);
  if (plan.effect === 'destroys') return 'Approve, and lose it';
  return most === null ? 'Approve' : `Approve, ${most}`;
}

/** What a plan was weighed by is another now; empty when nothing moved. */
export const movedWords = (seen: Facts, now: Facts): string =>
  driftBetween(seen, now)
    .map(
      (each) =>
        `${each.what} was ${valueWords(each.what, each.planned)} and is ${valueWords(each.what, each.now)} now`,
    )
    .join('; ');

const valueWords = (what: string, value: string): string =>
  what === 'price per hour' && /^[\d.]+$/.test(value) ? moneyText(value, { places: 4 }) : value;

export interface Outcome {
  word: string;
  /** What follows it: "by Ada 15:59". */
  says: string;
}

/** What became of one that waits no more. */
export function outcomeOf(plan: PlanRow, nowMs: number, zone: string): Outcome {
  const at = (iso: string | null) => (iso === null ? '' : ` ${nearby(Date.parse(iso), nowMs, zone)}`);
  const by = `by ${plan.decidedBy ?? 'somebody'}`;
  switch (plan.standing) {
    case 'used':
      return { word: 'Run once', says: plan.decidedAt ? `approved ${by}${at(plan.decidedAt)}` : '' };
    case 'ready':
      return { word: 'Approved', says: `${by}; it may run once until${at(plan.expiresAt)}` };
    case 'refused':
      return { word: 'Refused', says: `${by}${at(plan.decidedAt)}` };
    case 'expired': {
      const why = plan.decidedAt ? `approved ${by}, and never run` : 'nobody decided';
      return { word: 'Expired', says: `${at(plan.expiresAt).trim()}; ${why}` };
    }
    case 'waiting':
      return { word: 'Waiting', says: '' };
  }
}

const MAY: Record<Exclude<Effect, 'reads'>, string> = {
  writes: 'change',
  spends: 'spend',
  destroys: 'destroy',
  grants: 'give rights',
};

/** "read, change and spend", of everything or of some tools. */
export function mayWords({
  effects,
  operations,
  toolsets,
}: Pick<TokenRow, 'effects' | 'operations' | 'toolsets'>): string {
  const does = ['read', ...effects.flatMap((effect) => (effect === 'reads' ? [] : MAY[effect]))];
  const said = does.length === 1 ? 'only read' : new Intl.ListFormat('en').format(does);
  if (operations === null) return said;
  const sets = toolsets?.filter((name) => name !== 'all') ?? [];
  const of =
    sets.length > 0
      ? sets.join(', ')
      : `${operations.length} ${operations.length === 1 ? 'operation' : 'operations'}`;
  return `${said}: ${of}`;
}

/** What it spends on its own word. */
export function allowanceWords({
  dayUsd,
  rentHourUsd,
  effects,
}: Pick<TokenRow, 'dayUsd' | 'rentHourUsd' | 'effects'>): string {
  const ceilings = [
    ...(dayUsd === null ? [] : [`${moneyText(dayUsd)} a day`]),
    ...(rentHourUsd === null ? [] : [`${moneyText(rentHourUsd)} an hour each`]),
  ];
  if (ceilings.length > 0) return ceilings.join(', ');
  return effects.some((effect) => effect !== 'reads' && effect !== 'writes')
    ? 'none of its own'
    : 'spends nothing';
}

export const holderWords = ({ holder }: Pick<TokenRow, 'holder'>): string =>
  holder.kind === 'person' ? (holder.mine ? 'you' : holder.name) : 'a service';

/** What an agent is told to connect with. */
export const asCommand = (url: string, token: string): string =>
  `claude mcp add --transport http gantry ${url} --header "Authorization: Bearer ${token}"`;

export const asJson = (url: string, token: string): string =>
  JSON.stringify(
    { mcpServers: { gantry: { type: 'http', url, headers: { Authorization: `Bearer ${token}` } } } },
    null,
    2,
  );

export const asCurl = (origin: string, token: string): string =>
  `curl -H "Authorization: Bearer ${token}" '${origin}/api/vast/instances'`;
