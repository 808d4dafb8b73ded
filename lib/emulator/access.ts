/** Who calls, and whether this key may. */
import { type Fields, isFields, type Json, number } from './json';
import type { Operation } from './operations';
import { type Reply, refuse } from './reply';
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

/** Routes that the documentation names; naming any restricts a scope to the named ones. */
const ROUTES: Readonly<Record<string, string>> = {
  get_single_vast_ai_instance_by_id: 'api.instance.show',
  list_all_vast_ai_instances: 'api.instance.show',
  delete_a_vast_ai_instance_by_id: 'api.instance.destroy',
  update_a_vast_ai_instances_reboot_by_id: 'api.instance.reboot',
  update_a_vast_ai_instances_request_log_by_id: 'api.instance.request_logs',
};

/** A key needs the operation's scope; an empty object grants all of it, a route may be bound to parameters. */
export function mayCall(key: ApiKey, operation: Operation, parameters: Fields): Reply | null {
  if (operation.scope === null) return null;
  const scope = key.permissions.api[operation.scope];
  const denied = refuse(403, 'not_authorized', `API key lacks the permission ${operation.scope}.`);
  if (scope === undefined) return denied;
  if (Object.keys(scope).length === 0) return null;
  const route = scope[ROUTES[operation.name] ?? ''];
  if (route === undefined) return denied;
  return withinBounds(isFields(route) && isFields(route.constraints) ? route.constraints : {}, parameters)
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
