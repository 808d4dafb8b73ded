/** Who calls, and whether this key may. */

import type { Json } from './json';
import type { Operation } from './operations';
import { type Reply, refuse } from './reply';
import type { Account, ApiKey } from './world/accounts';
import type { World } from './world/world';

export type Identity = { readonly account: Account; readonly key: ApiKey } | { readonly refused: Reply };

/** Bearer first, then `?api_key=`, then `api_key` in the body. No key and a wrong key have the documented words. */
export function identityOf(
  world: World,
  header: string | undefined,
  query: string | undefined,
  body: Json | undefined,
): Identity {
  const secret = header?.replace(/^Bearer\s+/i, '') || query || (typeof body === 'string' ? body : '');
  if (!secret) return { refused: refuse(401, 'auth_error', 'This action requires login.') };
  const found = world.keyOf(secret);
  if (!found || found.key.state === 'revoked')
    return { refused: refuse(401, 'auth_error', 'Invalid user key') };
  if (found.key.state === 'two_factor') {
    return {
      refused: refuse(
        401,
        'auth_error',
        'This action requires Two Factor Authentication. Log in with a code first.',
      ),
    };
  }
  return found;
}

export function mayCall(key: ApiKey, operation: Operation): Reply | null {
  if (operation.scope === null || key.permissions.api[operation.scope] !== undefined) return null;
  return refuse(403, 'not_authorized', `API key lacks the permission ${operation.scope}.`);
}
