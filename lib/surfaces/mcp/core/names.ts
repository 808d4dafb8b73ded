/** Arguments that several tasks take. */
import { z } from 'zod';
import { accountOfContract } from '@/lib/queries/instances-detail';
import { ok, type Result } from '@/lib/vast/problem';
import { accountNamed } from '../../rest/caller';
import type { Call } from '../tool';

export const account = z.string().max(200).optional().describe('Vast.ai account, by name or id.');
export const instanceId = z.int().positive().describe('Contract number.');
export const limit = z.int().min(1).max(200).default(10);

/** The account a contract is at: the one that is named, the one known to have it, or the only one there is. */
export async function accountOfInstance(
  { ports, scope, actor }: Call,
  given: { account?: string | undefined; instance_id: number },
): Promise<Result<string>> {
  const known =
    given.account === undefined ? await accountOfContract(ports.db, scope, given.instance_id) : null;
  const allowed = actor.token?.accounts ?? null;
  return known !== null && (allowed === null || allowed.includes(known))
    ? ok(known)
    : accountNamed(ports.db, actor, given.account);
}
