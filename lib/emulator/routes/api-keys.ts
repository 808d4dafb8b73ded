/** API keys: what they may, and their secrets, each told once. */
import { permissionsOf } from '../access';
import { type Fields, given, isFields, type Json, text } from '../json';
import { jsonParam } from '../query';
import { answer, type Call, done, type Handler, refuse, says } from '../reply';
import { type Route, route } from '../route';
import type { Account, ApiKey } from '../world/accounts';
import { newKey } from '../world/open-account';
import { hex } from '../world/random';
import type { World } from '../world/world';

interface Held {
  readonly account: Account;
  readonly key: ApiKey;
}

/** The caller's own keys, and those that they hold for their teams; a team's are each their holder's. */
function heldBy(world: World, { account, key: { holder } }: Call): Held[] {
  const of = (one: Account, whose: number | null) =>
    one.keys
      .filter((key) => key.holder === whose && key.until === null)
      .map((key) => ({ account: one, key }));
  if (account.team) return of(account, holder);
  const teams = world.accounts.filter((one) => one.team !== null);
  return [...of(account, null), ...teams.flatMap((one) => of(one, account.id))];
}

/** The team whose key it is, or which was made with it. */
const teamOf = (world: World, { account, key }: Held): Account | undefined =>
  account.team
    ? account
    : world.accounts.findLast((one) => one.team?.madeWith === key.id && one.team.ended === null);

/** Without the secret: that is in the reply to the creation and nowhere else. */
function rowOf(world: World, held: Held): Fields {
  const { account, key } = held;
  const team = teamOf(world, held);
  return {
    id: key.id,
    name: key.name,
    user_id: key.holder ?? account.id,
    rights: 'api',
    permissions: { ...key.permissions },
    key_params: key.params,
    team_id: team?.id ?? null,
    team_name: team?.name ?? null,
    created_at: key.created,
  };
}

const listKeys: Handler = (world, call) =>
  answer({
    apikeys: heldBy(world, call)
      .filter(({ key }) => key.state !== 'revoked')
      .map((held) => rowOf(world, held)),
  });

const showKey: Handler = (world, call) => {
  const held = heldBy(world, call).find(({ key }) => key.id === Number(call.params.id));
  return held ? answer(rowOf(world, held)) : says(404, 'API Key not found.');
};

/** An object; the CLI passes on the text that somebody typed. */
function paramsOf(sent: Json | undefined): Fields | null {
  const read = typeof sent === 'string' ? jsonParam(sent, null) : sent;
  return isFields(read) ? read : null;
}

const createKey: Handler = (world, { account, key: asking, body, at }) => {
  const wanted = given(body, 'permissions');
  const permissions = wanted === undefined ? asking.permissions : permissionsOf(wanted);
  if (permissions === null) return refuse(400, 'invalid_permissions', 'Invalid permissions.');
  const key = newKey(world, {
    id: world.newId(),
    name: text(body.name) ?? '',
    permissions,
    params: paramsOf(given(body, 'key_params')),
    holder: asking.holder,
    created: at,
  });
  account.keys.push(key);
  return done({ id: key.id, key: key.secret, permissions: { ...permissions } });
};

const deleteKey: Handler = (world, call) => {
  const id = Number(call.params.id);
  if (!Number.isInteger(id)) return says(400, 'API Key ID not provided.');
  const held = heldBy(world, call).find(({ key }) => key.id === id);
  if (held) {
    held.account.keys.splice(held.account.keys.indexOf(held.key), 1);
    // A bare text (spec).
    return { ...done(), body: 'Successfully Deleted API Key' };
  }
  return world.callerOf(id)
    ? says(403, 'You do not have permission to delete this API Key.')
    : says(404, 'API Key not found.');
};

/** The key that asks gets another secret. */
const resetKey: Handler = (world, { key }) => {
  key.secret = hex(64, world.seed, 'apikey', key.id, world.newId());
  return done({ new_api_key: key.secret });
};

export const apiKeys: readonly Route[] = [
  route('list_all_vast_ai_auth_apikeys', 'GET /api/v0/auth/apikeys', 'user_read', 1, listKeys),
  route('get_single_vast_ai_auth_apikey_by_id', 'GET /api/v0/auth/apikeys/:id', 'user_read', 1, showKey),
  route('create_a_vast_ai_auth_apikey', 'POST /api/v0/auth/apikeys', 'user_write', 2, createKey),
  route('delete_a_vast_ai_auth_apikey_by_id', 'DELETE /api/v0/auth/apikeys/:id', 'user_write', 2, deleteKey),
  route('reset_a_vast_ai_apikey', 'PUT /api/v0/commands/reset_apikey', 'user_write', 1, resetKey),
];
