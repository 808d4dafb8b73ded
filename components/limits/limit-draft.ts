/** A limit as it is filled in, and what it makes. Pure. */
import { typedAmount } from '@/components/market/receipt';
import { usd } from '@/lib/money';
import { overAlready } from '@/lib/policy/limits';
import type { Limit, LimitChoices, LimitSubject } from '@/lib/queries/limits';

export interface LimitDraft {
  /** `workspace`, `team <id>` or `person <id>`; empty while none is chosen. */
  subject: string;
  /** As typed; empty is no ceiling. */
  hour: string;
  day: string;
  gpus: string[];
  countries: string[];
  longestHours: number | null;
  endRequired: boolean;
}

export const keyOf = ({ subject, subjectId }: LimitSubject): string =>
  subjectId === null ? subject : `${subject} ${subjectId}`;

function subjectOf(key: string): { subject: 'workspace'; subjectId: null } | TeamOrPerson {
  const [kind, id] = key.split(' ');
  return id === undefined
    ? { subject: 'workspace', subjectId: null }
    : { subject: kind === 'team' ? 'team' : 'person', subjectId: id };
}
type TeamOrPerson = { subject: 'team' | 'person'; subjectId: string };

export const draftOf = (limit: Limit | undefined): LimitDraft => ({
  subject: limit ? keyOf(limit) : '',
  hour: limit?.hourUsd ?? '',
  day: limit?.dayUsd ?? '',
  gpus: limit?.gpus ?? [],
  countries: limit?.countries ?? [],
  longestHours: limit?.longestHours ?? null,
  endRequired: limit?.endRequired ?? false,
});

/** Whom a new limit can be for: one limit for each. */
export function subjectOptions(choices: LimitChoices, limits: readonly Limit[]) {
  const taken = new Set(limits.map(keyOf));
  return [
    { value: 'workspace', label: `Everybody in ${choices.workspace}` },
    ...choices.teams.map(({ id, name }) => ({ value: `team ${id}`, label: `${name}, team` })),
    ...choices.people.map(({ id, name, email }) => ({ value: `person ${id}`, label: `${name}, ${email}` })),
  ].filter(({ value }) => !taken.has(value));
}

type Wrong = Partial<Record<'subject' | 'hour' | 'day' | 'nothing', string>>;

/** What is missing or wrong, by field; empty when it can be saved. */
export function complaints(draft: LimitDraft): Wrong {
  const found: Wrong = {};
  if (draft.subject === '') found.subject = 'Choose whom it is for.';
  for (const field of ['hour', 'day'] as const) {
    if (draft[field].trim() !== '' && typedAmount(draft[field]) === null)
      found[field] = 'An amount, such as 12.50.';
  }
  const says =
    draft.hour.trim() ||
    draft.day.trim() ||
    draft.gpus.length > 0 ||
    draft.countries.length > 0 ||
    draft.longestHours !== null ||
    draft.endRequired;
  if (!says) found.nothing = 'This allows everything. Fill in at least one of these.';
  return found;
}

/** Null amounts are no ceilings. */
export const inputOf = (draft: LimitDraft) => ({
  ...subjectOf(draft.subject),
  hourUsd: typedAmount(draft.hour),
  dayUsd: typedAmount(draft.day),
  gpus: draft.gpus,
  countries: draft.countries,
  longestHours: draft.longestHours,
  endRequired: draft.endRequired,
});

/** What a ceiling below what is committed now means. */
export function overNow(draft: LimitDraft, committed: Limit['committed'] | undefined): string | null {
  if (!committed) return null;
  const amount = (text: string) => {
    const typed = typedAmount(text);
    return typed === null ? null : usd(typed);
  };
  return overAlready(
    { hourUsd: amount(draft.hour), dayUsd: amount(draft.day) },
    { hourUsd: usd(committed.hourUsd), dayUsd: usd(committed.dayUsd) },
  );
}
