import type { Config } from '@/lib/config';
import type { Db } from '@/lib/store/db';
import { fail, type Result } from '@/lib/vast/problem';
import { attemptSucceeded, takeAttempt } from '../attempts';
import { tooManyAttempts } from '../problems';
import type { Visitor } from '../visitor';
import { admit } from './admit';
import { identityOf } from './identity';
import { groupRules, type Way } from './settings';

/**
 * Somebody is back from a provider, which vouches for these claims. An attempt counts until it ends in a session, for
 * this account of theirs and for the address they come from, as guesses at passwords do.
 */
export async function enter(
  db: Db,
  way: Way,
  claims: unknown,
  config: Config,
  { address }: Visitor,
  now: Date,
): Promise<Result<{ personId: string }>> {
  const identity = identityOf(way, claims, config);
  if (!identity.ok) return identity;
  const { provider, subject } = identity.value;
  const account = { identity: `${provider} ${subject}` };
  const { waitMs } = await takeAttempt(db, account, now);
  if (waitMs > 0) return fail(tooManyAttempts({ waitSeconds: Math.ceil(waitMs / 1000) }));
  const admitted = await admit(db, identity.value, groupRules(config), now);
  // The address was counted before the provider was asked (`returnFrom`).
  if (admitted.ok) await attemptSucceeded(db, { ...account, address });
  return admitted;
}
