/** Who calls, and whether this key may. */
import { type Fields, isFields, type Json, number } from './json';
import { type Reply, refuse } from './reply';
import type { Route } from './route';
import type { Account, ApiKey } from './world/accounts';
import type { World } from './world/world';

export type Identity = { readonly account: Account; readonly key: ApiKey } | { readonly refused: Reply };

/** Bearer first, then `?api_key=`, then `api_key` in the body. No key and a wrong key have the documented words. */
export function identityOf(
  world: World,
  bearer: string | undefined,
  query: string | undefined,
  body: Json | undefined,
): Identity {
  const secret = bearer?.replace(/^Bearer\s+/i, '') || query || (typeof body === 'string' ? body : '');
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

/**
 * A key needs the route's scope. An empty object grants all of it; naming any route restricts it to the named ones,
 * and each of those may be bound to parameters.
 */
export function mayCall(key: ApiKey, route: Route, parameters: Fields): Reply | null {
  if (route.scope === null) return null;
  const scope = key.permissions.api[route.scope];
  const denied = refuse(403, 'not_authorized', `API key lacks the permission ${route.scope}.`);
  if (scope === undefined) return denied;
  if (Object.keys(scope).length === 0) return null;
  const named = scope[route.right ?? ''];
  if (named === undefined) return denied;
  return withinBounds(isFields(named) && isFields(named.constraints) ? named.constraints : {}, parameters)
    ? null
    : denied;
}

/** Only `eq`, `gte` and `lte`. */
function withinBounds(constraints: Fields, parameters: Fields): boolean {
  return Object.entries(constraints).every(([name, bounds]) => {
    if (!isFields(bounds)) return false;
    const value = number(parameters[name]);
    const bound = (op: string) => number(bounds[op]);
    const [eq, gte, lte] = [bound('eq'), bound('gte'), bound('lte')];
    return (
      value !== null &&
      (eq === null || value === eq) &&
      (gte === null || value >= gte) &&
      (lte === null || value <= lte)
    );
  });
}
