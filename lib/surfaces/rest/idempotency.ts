import { createHmac } from 'node:crypto';
import { type Actor, holderOf } from '@/lib/policy/actor';
import { canonical } from '@/lib/policy/canonical';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { keyMalformed } from './problems';

export interface Key {
  idempotencyKey?: string;
  requestHash?: string;
}

/**
 * The caller's key, apart from every other caller's, and what was asked under it. By a key of Gantry's and not a plain
 * hash: an input may hold a password, which a plain hash would let somebody guess.
 */
export function idempotencyOf(
  secret: Buffer,
  headers: Headers,
  actor: Actor,
  asked: { operation: string; accountId: string; team: string | undefined; input: unknown },
): Result<Key> {
  const given = headers.get('idempotency-key');
  if (given === null) return ok({});
  if (!/^[\x21-\x7e]{1,200}$/.test(given)) return fail(keyMalformed());
  const { operation, accountId, team, input } = asked;
  const request = JSON.stringify([operation, accountId, team ?? null, canonical(input)]);
  return ok({
    idempotencyKey: `program/${holderOf(actor)}/${given}`,
    requestHash: createHmac('sha256', secret).update(request).digest('base64url'),
  });
}
