/** A refusal travels to the sign-in page as one word in its address, and becomes a sentence there. */
import type { Problem } from '@/lib/vast/problem';
import { noWorkspace, passwordsOff, tooManyAttempts, wrongCredentials } from '../problems';
import * as problems from './problems';
import type { Way } from './settings';

const WAIT = /^TooManyAttempts\.(\d{1,4})$/;

/** Our own problems go by their code; no word of anybody's goes into an address. */
export function asError(problem: Problem): string {
  const wait = problem.code === tooManyAttempts.code && problem.facts?.waitSeconds;
  return wait ? `TooManyAttempts.${wait}` : problem.code;
}

export const signInPage = (error: string): string => `/sign-in?${new URLSearchParams({ error })}`;

const OWN = [
  problems.notLetIn,
  problems.emailUnverified,
  problems.groupsUnreadable,
  problems.providerRefused,
] as const;

/** Undefined for a word that is no refusal: next-auth also names the provider whose page somebody asked for. */
export function problemOfError(error: string, ways: readonly Way[]): Problem | undefined {
  const provider = (ways.length === 1 && ways[0]?.name) || 'your provider';
  const wait = WAIT.exec(error)?.[1];
  if (wait) return tooManyAttempts({ waitSeconds: Number(wait) });
  const own = OWN.find((kind) => kind.code === error);
  if (own) return own({ provider });
  switch (error) {
    case 'CredentialsSignin':
      return wrongCredentials();
    case passwordsOff.code:
      return passwordsOff();
    case noWorkspace.code:
      return noWorkspace();
    case 'AccessDenied':
      return problems.notLetIn({ provider });
    case 'OAuthSignin':
      return problems.providerUnreachable({ provider });
    case 'OAuthCallback':
      return problems.signOnUnfinished({ provider });
    default:
      return ways.some((way) => way.id === error) ? undefined : problems.signInBroken();
  }
}
