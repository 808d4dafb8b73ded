/**
 * What an agent does on its own word: it spends within the ceilings of its token, and destroys what it made itself. A
 * token without a ceiling has no allowance. Beyond it a person agrees, to each act by itself.
 */
import type { Effect } from '@/lib/vast/operation';
import { type Objection, sentenceOf } from './limits';
import { hasCeiling, type TokenFacts } from './tokens';

/** An agent's rent ends by itself, unless it says another moment. */
export const LEASE_HOURS = 4;
/** No agent rents for longer at once. */
export const LEASE_HOURS_MAX = 168;

export type Planned = Extract<Effect, 'spends' | 'destroys' | 'grants'>;

export const isPlanned = (effect: Effect): effect is Planned =>
  effect === 'spends' || effect === 'destroys' || effect === 'grants';

export interface Act {
  effect: Planned;
  /** What it costs an hour is known, and can be weighed. */
  priced: boolean;
  /** It is about what was made with this token. */
  own: boolean;
  /** What the token's ceilings have against it. */
  over: Objection | null;
}

/** Null within the token's allowance; else why a person has to agree. */
export function beyondAllowance(token: TokenFacts, { effect, priced, own, over }: Act): string | null {
  if (effect === 'grants') return 'It gives rights, which no program does on its own.';
  if (!hasCeiling(token)) return `The token ${token.name} has no allowance of its own.`;
  if (effect === 'destroys')
    return own ? null : `The token ${token.name} didn’t make what would be destroyed.`;
  if (!priced) return 'What it may cost can’t be told beforehand.';
  return over ? sentenceOf(over) : null;
}
