/** What a program's token lets it do, decided on plain data: never more than whom it acts for, often less. */
import type { Effect, Operation } from '@/lib/vast/operation';
import { problem } from '@/lib/vast/problem';

export interface TokenFacts {
  id: string;
  name: string;
  /** Names of operations; null is all. */
  operations: readonly string[] | null;
  effects: readonly Effect[];
  /** Accounts of the workspace; null is all. */
  accounts: readonly string[] | null;
  /** $ of a UTC day and $/h of one rent, exact decimal text; null is no ceiling of the token's own. */
  dayUsd: string | null;
  rentHourUsd: string | null;
  /** Calls a minute, where it says so itself; else its door does. */
  pace?: Partial<Pace>;
  /** The toolsets that an agent is shown; without, the core or the one its address names. */
  toolsets?: readonly string[] | null;
}

/** Calls a minute; null is any number. */
export interface Pace {
  reads: number | null;
  writes: number | null;
}

export const EFFECTS: readonly Effect[] = ['reads', 'writes', 'spends', 'destroys', 'grants'];
/** What a token may do that nobody said more of. */
export const READS_ONLY: readonly Effect[] = ['reads'];

/** Which of its bounds a token meets. `in-person`: nothing a program does, whatever its token. */
export type TokenObjection = 'operation' | 'effect' | 'account' | 'in-person';

export const notForToken = problem<{ token: string; why: TokenObjection; what: string }>(
  'token.not_allowed',
  {
    again: 'no',
    status: 403,
    say: (p) => `The token ${p.token} doesn’t allow this (${p.what}). Ask who made it for one that does.`,
  },
);

/** Null when the token lets it be. Whom the token acts for is asked besides. */
export function tokenObjection(
  token: TokenFacts,
  op: Pick<Operation, 'name'>,
  effect: Effect,
  accountId?: string,
): TokenObjection | null {
  if (token.operations !== null && !token.operations.includes(op.name)) return 'operation';
  if (!token.effects.includes(effect)) return 'effect';
  if (accountId !== undefined && token.accounts !== null && !token.accounts.includes(accountId))
    return 'account';
  return null;
}

export const tokenAllows = (
  token: TokenFacts,
  op: Pick<Operation, 'name'>,
  effect: Effect,
  accountId?: string,
): boolean => tokenObjection(token, op, effect, accountId) === null;

/** Whether it may spend no more than a ceiling of its own. */
export const hasCeiling = ({ dayUsd, rentHourUsd }: Pick<TokenFacts, 'dayUsd' | 'rentHourUsd'>): boolean =>
  dayUsd !== null || rentHourUsd !== null;

/** A token may outlive neither its rotation nor its end. */
export const tokenState = (
  given: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): 'live' | 'revoked' | 'expired' => {
  if (given.revokedAt) return 'revoked';
  return given.expiresAt !== null && given.expiresAt <= now ? 'expired' : 'live';
};
