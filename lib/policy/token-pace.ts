/** How often a program may ask. An agent in a loop asks as fast as it can; a script is somebody's who wrote it. */
import { problem } from '@/lib/vast/problem';
import type { Via } from './actor';
import type { Pace, TokenFacts } from './tokens';

const PACES: Record<Via, Pace> = {
  page: { reads: null, writes: null },
  rest: { reads: null, writes: null },
  mcp: { reads: 600, writes: 60 },
};

export const paceOf = (token: TokenFacts, via: Via): Pace => ({ ...PACES[via], ...token.pace });

export const tooOften = problem<{
  token: string;
  kind: keyof Pace;
  perMinute: number;
  retryAfterS: number;
}>('token.too_often', {
  again: 'yes',
  status: 429,
  say: (p) =>
    `The token ${p.token} may do ${p.perMinute} ${p.kind} a minute. The next is free in ${p.retryAfterS} s.`,
});
