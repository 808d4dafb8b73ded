/** What a person has filled in, and the order it makes. Pure. */
import { usd } from '@/lib/money';
import type { RentInput } from '@/lib/surfaces/actions/rent';
import { suggestedBid, typedAmount } from './receipt';

export const END_HOURS = [1, 4, 12, 24, 72, 168] as const;
export type EndChoice = `in ${number}` | 'at' | 'never';

export interface RentDraft {
  accountId: string;
  /** A template's hash, or `image` for one that is named. Empty: nothing chosen yet. */
  template: string;
  image: string;
  label: string;
  teamId: string;
  project: string;
  /** A key's id at Vast.ai, empty for none, null for the first one there is. */
  sshKeyId: string | null;
  end: EndChoice;
  /** `2026-11-24T18:00` on this browser's clock. */
  endAt: string;
  /** As typed. */
  bid: string;
}

/** What one visit to the market remembers between offers: trying another one keeps what was filled in. */
export interface RentMemory {
  draft: RentDraft | null;
  /** Names given to rents meanwhile, newest first. */
  used: string[];
}

/** The newest name with its number raised past every other of that family. */
export function nextName(newestFirst: readonly string[]): string | null {
  const [newest] = newestFirst;
  if (newest === undefined) return null;
  const numbered = /^(.*?)(\d{1,6})$/.exec(newest);
  const stem = numbered?.[1] ?? `${newest}-`;
  const taken = newestFirst.flatMap((name) => {
    const rest = name.startsWith(stem) ? name.slice(stem.length) : '';
    return /^\d{1,6}$/.test(rest) ? [Number(rest)] : [];
  });
  return `${stem}${Math.max(1, ...taken) + 1}`;
}

/** What was filled in for the last offer, as far as it fits this one; else the usual. */
export function firstDraft(given: {
  minBid: string | null;
  accounts: readonly { id: string; state: string }[];
  teams: readonly { id: string }[];
  /** Whom the last rent was for. */
  last: { teamId: string | null; project: string | null } | null;
  /** Names in use, newest first. */
  names: readonly string[];
  before: RentDraft | null;
}): RentDraft {
  const { minBid, accounts, teams, last, names, before } = given;
  const usual = accounts.find(({ state }) => state === 'ok') ?? accounts[0];
  const pays = accounts.find(({ id }) => id === before?.accountId) ?? usual;
  const samePayer = before?.accountId === pays?.id;
  return {
    // A team that was archived meanwhile isn't offered.
    teamId:
      teams.find(({ id }) => id === last?.teamId)?.id ?? (teams.length === 1 ? (teams[0]?.id ?? '') : ''),
    project: last?.project ?? '',
    image: '',
    end: 'in 12',
    endAt: '',
    ...before,
    label: before && !names.includes(before.label) ? before.label : (nextName(names) ?? 'run-1'),
    accountId: pays?.id ?? '',
    // Templates and keys belong to the account that pays.
    template: samePayer ? (before?.template ?? '') : '',
    sshKeyId: samePayer ? (before?.sshKeyId ?? null) : null,
    bid: minBid === null ? '' : suggestedBid(minBid),
  };
}

const HOUR_MS = 3_600_000;

export const endWords = (hours: number): string =>
  hours === 1 ? 'in 1 hour' : hours < 48 ? `in ${hours} hours` : `in ${hours / 24} days`;

/** Hours until it ends; null without an end; NaN while no moment is chosen. */
export function hoursUntilEnd(
  { end, endAt }: Pick<RentDraft, 'end' | 'endAt'>,
  nowMs: number,
): number | null {
  if (end === 'never') return null;
  if (end === 'at') return (Date.parse(endAt) - nowMs) / HOUR_MS;
  return Number(end.slice(3));
}

/** What is missing or wrong, by field, in the order of the panel; empty when it can be sent. */
export function complaints(
  draft: RentDraft,
  facts: { interruptible: boolean; minBid: string | null; nowMs: number },
): Partial<Record<'template' | 'image' | 'label' | 'end' | 'bid', string>> {
  const found: ReturnType<typeof complaints> = {};
  if (draft.template === '') found.template = 'Choose a template, or name an image.';
  if (draft.template === 'image' && draft.image.trim() === '')
    found.image = 'Name an image, such as pytorch/pytorch.';
  if (draft.label.trim() === '') found.label = 'Give it a name.';
  const hours = hoursUntilEnd(draft, facts.nowMs);
  if (hours !== null && Number.isNaN(hours)) found.end = 'Choose a moment.';
  else if (hours !== null && hours <= 0) found.end = 'That moment is over.';
  if (facts.interruptible) {
    const bid = typedAmount(draft.bid);
    if (bid === null) found.bid = 'An amount, such as 0.25.';
    else if (facts.minBid !== null && usd(bid).lessThan(usd(facts.minBid))) {
      found.bid = `Below the lowest winning bid, $${facts.minBid}.`;
    }
  }
  return found;
}

/** The order for what is on screen. */
export function orderOf(
  draft: RentDraft,
  given: {
    offerId: number;
    diskGb: number;
    interruptible: boolean;
    expectedHourUsd: string;
    sshKey?: string;
  },
): Omit<RentInput, 'idempotencyKey'> {
  const bid = given.interruptible ? typedAmount(draft.bid) : null;
  return {
    accountId: draft.accountId,
    offerId: given.offerId,
    ...(draft.template === 'image' ? { image: draft.image.trim() } : { template: draft.template }),
    diskGb: given.diskGb,
    label: draft.label.trim(),
    teamId: draft.teamId || null,
    project: draft.project.trim() || null,
    ...(given.sshKey === undefined ? {} : { sshKey: given.sshKey }),
    ...(bid === null ? {} : { bidHourUsd: bid }),
    ends:
      draft.end === 'never'
        ? null
        : draft.end === 'at'
          ? { at: new Date(draft.endAt).toISOString() }
          : { inHours: Number(draft.end.slice(3)) },
    expectedHourUsd: given.expectedHourUsd,
  };
}

/** What is on screen, as the question whether spending limits let it be; null while no moment is chosen. */
export function verdictSearch(
  draft: Pick<RentDraft, 'accountId' | 'teamId' | 'end' | 'endAt'>,
  given: { offerId: number; exactHour: string },
): string | null {
  const moment = draft.end === 'at' ? Date.parse(draft.endAt) : null;
  if (Number.isNaN(moment)) return null;
  const asked = new URLSearchParams({
    account: draft.accountId,
    offer: String(given.offerId),
    hour: given.exactHour,
  });
  if (draft.teamId) asked.set('team', draft.teamId);
  if (moment !== null) asked.set('ends', new Date(moment).toISOString());
  else if (draft.end !== 'never') asked.set('ends', draft.end.slice(3));
  return asked.toString();
}
