import type { Db } from '@/lib/store/db';
import type { Problem } from '@/lib/vast/problem';
import { takeAttempt } from '../attempts';
import { tooManyAttempts } from '../problems';
import type { Visitor } from '../visitor';
import { providerRefused } from './problems';
import type { Way } from './settings';

/** Why an answer of a provider isn't even looked at, if it isn't. Every answer costs calls there, so they are counted. */
export async function returnRefusal(
  db: Db,
  way: Way,
  answer: URLSearchParams,
  { address }: Visitor,
  now: Date,
): Promise<Problem | undefined> {
  const { waitMs } = await takeAttempt(db, { address }, now);
  if (waitMs > 0) return tooManyAttempts({ waitSeconds: Math.ceil(waitMs / 1000) });
  // next-auth makes one word of every refusal and every fault; a person's own "cancel" isn't a fault.
  return answer.get('error') === 'access_denied' ? providerRefused({ provider: way.name }) : undefined;
}
