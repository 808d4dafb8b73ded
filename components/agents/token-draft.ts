/** A token as it is filled in, and what it makes. Pure. */
import { typedAmount } from '@/components/market/receipt';
import type { RoleChoice } from '@/components/team/role-fields';
import type { Effect } from '@/lib/vast/operation';

export interface TokenDraft {
  name: string;
  agentOnly: boolean;
  /** Null: it acts for whoever makes it. */
  service: RoleChoice | null;
  /** Besides reading. */
  effects: Effect[];
  /** None is the core. */
  toolsets: string[];
  /** None is all. */
  accounts: string[];
  /** As typed; empty is none. */
  day: string;
  rentHour: string;
  days: string;
}

export const DAYS = [
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: '', label: 'never' },
];

/** A new token only reads, and not for ever. */
export const firstDraft: TokenDraft = {
  ...{ name: '', agentOnly: true, service: null, effects: [], toolsets: [], accounts: [] },
  ...{ day: '', rentHour: '', days: '90' },
};

/** Amounts that aren't any are sent as typed: the server says what is wrong with them. */
const amountOf = (typed: string): string | null =>
  typed.trim() === '' ? null : (typedAmount(typed) ?? typed.trim());

export function inputOf(draft: TokenDraft) {
  const spends = draft.effects.includes('spends');
  const effects: Effect[] = ['reads', ...draft.effects];
  return {
    ...{ name: draft.name, service: draft.service, agentOnly: draft.agentOnly, effects },
    toolsets: draft.toolsets.length > 0 ? draft.toolsets : ['core'],
    accounts: draft.accounts.length > 0 ? draft.accounts : null,
    // A ceiling of something that it doesn't do would only puzzle.
    dayUsd: spends ? amountOf(draft.day) : null,
    rentHourUsd: spends ? amountOf(draft.rentHour) : null,
    days: draft.days === '' ? null : Number(draft.days),
  };
}
