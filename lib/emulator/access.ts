/** Who calls, and whether this key may. */
import { type Fields, given, isFields, type Json, number } from './json';
import { type Reply, refuse } from './reply';
import type { Route } from './route';
import { type Account, type ApiKey, allOf, type Permissions, SCOPES } from './world/accounts';
import { limitOf } from './world/teams';
import type { World } from './world/world';

export interface Caller {
  readonly account: Account;
  readonly key: ApiKey;
}

export type Identity = Caller | { readonly refused: Reply };

/** Bearer first, then `?api_key=`, then `api_key` in the body. No key and a wrong key have the documented words. */
export function identityOf(
  world: World,
  bearer: string | undefined,
  query: string | undefined,
  body: Json | undefined,
  router?: Reply,
): Identity {
  const secret = bearer?.replace(/^Bearer\s+/i, '') || query || (typeof body === 'string' ? body : '');
  if (router) return ofRouter(world, secret) ?? { refused: router };
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
  if (found.key.until !== null && world.clock.now() >= found.key.until)
    return { refused: refuse(404, 'auth_error', 'Session expired. Please log in again.') };
  return found;
}

/** The field's words for a key that lacks a right (github.com/vast-ai/vast-cli/issues/113). */
const FORBIDDEN = refuse(
  403,
  'not_authorized',
  'Authorization Error. Check that you have proper privileges to perform this action.',
);

/** What may be said by the key is said within what its account, or its holder's role in the team, may at all. */
export function mayCall({ account, key }: Caller, route: Route, parameters: Fields): Reply | null {
  const { scope } = route;
  if (scope === null) return null;
  const limits = [
    key.permissions,
    ...(account.team ? [limitOf(account.team, key.holder)] : []),
    ...(account.hostOnly ? [HOSTS_ONLY] : []),
  ];
  const allowed = limits.every((one) => covers(one, key.params ?? {}, { ...route, scope }, parameters));
  return allowed ? null : FORBIDDEN;
}

/** A subaccount "restricted to host functionality only" (spec). */
const HOSTS_ONLY = allOf(SCOPES.filter((scope) => scope !== 'instance_write'));

/** An endpoint's own key acts for its account, at the router only. */
function ofRouter(world: World, secret: string): Identity | null {
  const found = world.keyOf(secret);
  if (found) return found.key.state === 'ok' ? found : null;
  const endpoint = secret === '' ? undefined : world.endpoints.find((one) => one.apiKey === secret);
  const account = endpoint && world.account(endpoint.account);
  const key = account?.keys[0];
  return account && key ? { account, key } : null;
}

/**
 * A key needs the route's scope. An empty object grants all of it; naming any route restricts it to the named ones,
 * and each of those may be bound to parameters.
 */
function covers(
  { api }: Permissions,
  filling: Fields,
  route: Route & { scope: string },
  parameters: Fields,
): boolean {
  const scope = api[route.scope];
  if (scope === undefined) return false;
  if (Object.keys(scope).length === 0) return true;
  const named = scope[route.right];
  if (!isFields(named)) return false;
  const { constraints, params } = named;
  const bounds = {
    ...(isFields(constraints) ? constraints : {}),
    ...Object.fromEntries(Object.entries(isFields(params) ? params : {}).map(([name, eq]) => [name, { eq }])),
  };
  return Object.entries(bounds).every(([name, bound]) =>
    isFields(bound) ? within(given(parameters, name), bound, filling) : false,
  );
}

/** `$name` stands for a value of the key's `key_params`; one that isn't there fits nothing (inferred). */
const filled = (wanted: Json | undefined, filling: Fields): Json | undefined =>
  typeof wanted === 'string' && wanted.startsWith('$') ? filling[wanted.slice(1)] : wanted;

/** Only `eq`, `gte` and `lte`. */
function within(value: Json | undefined, bound: Fields, filling: Fields): boolean {
  if (value === undefined) return false;
  return Object.entries(bound).every(([op, asked]) => {
    const wanted = filled(asked, filling);
    if (wanted === undefined || wanted === null) return false;
    if (op === 'eq') return String(value) === String(wanted);
    const [is, limit] = [number(value), number(wanted)];
    if (is === null || limit === null) return false;
    return op === 'gte' ? is >= limit : op === 'lte' && is <= limit;
  });
}

/** Permissions as somebody sends them, for a key or a role; null when they can't be any. */
export function permissionsOf(sent: Json | undefined): Permissions | null {
  if (!isFields(sent) || !isFields(sent.api)) return null;
  const scopes = Object.entries(sent.api).map(([scope, routes]) => [scope, routes ?? {}] as const);
  const known = (scope: string) => (SCOPES as readonly string[]).includes(scope);
  if (!scopes.every(([scope, routes]) => known(scope) && isFields(routes) && areRoutes(routes))) return null;
  return { api: Object.fromEntries(scopes) as Permissions['api'] };
}

const areRoutes = (routes: Fields): boolean =>
  Object.values(routes).every((one) => {
    if (!isFields(one)) return false;
    const { constraints = {} } = one;
    return isFields(constraints) && Object.values(constraints).every(isBound);
  });

const isBound = (bound: Json | undefined): boolean =>
  isFields(bound) && Object.keys(bound).every((op) => op === 'eq' || op === 'gte' || op === 'lte');
