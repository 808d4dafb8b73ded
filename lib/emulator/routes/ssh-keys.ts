/** SSH keys of an account and of an instance. */
import { type Fields, given, text } from '../json';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { SshKey } from '../world/accounts';
import { named } from './mine';

/** The same text under the three names that clients look for. */
const sshRow = (account: number, key: SshKey): Fields => ({
  id: key.id,
  user_id: account,
  key: key.text,
  public_key: key.text,
  ssh_key: key.text,
  name: key.text.split(' ')[2] ?? null,
  created_at: new Date(key.created * 1000).toISOString(),
  deleted_at: null,
  machine_id: null,
});

const listSsh: Handler = (_, { account }) =>
  account.sshKeys.length === 0
    ? refuse(404, undefined, 'No SSH keys found for the user.')
    : answer(account.sshKeys.map((key) => sshRow(account.id, key)));

const createSsh: Handler = (world, { account, body, at }) => {
  const key = text(given(body, 'ssh_key'))?.trim();
  if (!key) return refuse(400, 'no_ssh_key', 'No ssh key provided');
  const made: SshKey = { id: world.newId(), text: key, created: at };
  account.sshKeys.push(made);
  return done({ key: sshRow(account.id, made) });
};

const updateSsh: Handler = (_, { account, body, params }) => {
  const found = account.sshKeys.find((one) => one.id === Number(params.id));
  const key = text(given(body, 'ssh_key'))?.trim();
  if (!found || !key) return refuse(400, 'no_ssh_key', 'No ssh key provided');
  found.text = key;
  return done({ key: sshRow(account.id, found) });
};

const deleteSsh: Handler = (_, { account, params }) => {
  const index = account.sshKeys.findIndex((one) => one.id === Number(params.id));
  if (index < 0) return refuse(400, 'no_ssh_key', 'No ssh key provided');
  account.sshKeys.splice(index, 1);
  return done();
};

/** `ssh_keys` is JSON text inside JSON (spec). */
const listInstanceSsh: Handler = (_, call) => {
  const contract = named(call);
  if (!contract) return refuse(404, 'no_such_instance', 'Instance not found.');
  const keys = call.account.sshKeys.filter((key) => contract.sshKeys.includes(key.id));
  return answer({ success: true, ssh_keys: JSON.stringify(keys.map((key) => sshRow(call.account.id, key))) });
};

/** A key that the account doesn't know yet becomes one of its keys. */
const attachSsh: Handler = (world, call) => {
  const contract = named(call);
  const key = text(given(call.body, 'ssh_key'))?.trim();
  if (!contract) return refuse(404, 'no_such_instance', 'Instance not found.');
  if (!key) return refuse(400, 'no_ssh_key', 'No ssh key provided');
  const { account, at } = call;
  const known = account.sshKeys.find((one) => one.text === key);
  const attached = known ?? { id: world.newId(), text: key, created: at };
  if (!known) account.sshKeys.push(attached);
  if (contract.sshKeys.includes(attached.id)) {
    return refuse(400, 'invalid_args', 'SSH key is already associated with this instance.');
  }
  contract.sshKeys.push(attached.id);
  return done({ msg: 'SSH key added to instance.' }, contract.id);
};

const detachSsh: Handler = (_, call) => {
  const contract = named(call);
  if (!contract) return refuse(404, 'no_such_instance', 'Instance not found.');
  const id = Number(call.params.ssh_key_id);
  if (!contract.sshKeys.includes(id)) return refuse(404, 'no_such_ssh_key', 'SSH key not found.');
  contract.sshKeys = contract.sshKeys.filter((one) => one !== id);
  return done({ msg: 'SSH key removed from instance.' }, contract.id);
};

export const sshKeys: readonly Route[] = [
  route('list_all_vast_ai_sshes', 'GET /api/v0/ssh', 'user_read', 1, listSsh),
  route('create_a_vast_ai_ssh', 'POST /api/v0/ssh', 'user_write', 1, createSsh),
  route('update_a_vast_ai_ssh_by_id', 'PUT /api/v0/ssh/:id', 'user_write', 1, updateSsh),
  route('delete_a_vast_ai_ssh_by_id', 'DELETE /api/v0/ssh/:id', 'user_write', 1, deleteSsh),
  route(
    'list_all_vast_ai_instance_sshes',
    'GET /api/v0/instances/:id/ssh',
    'instance_read',
    1,
    listInstanceSsh,
  ),
  route('create_a_vast_ai_instance_ssh', 'POST /api/v0/instances/:id/ssh', 'instance_write', 1, attachSsh),
  route(
    'delete_a_vast_ai_instance_ssh_by_id',
    'DELETE /api/v0/instances/:id/ssh/:ssh_key_id',
    'instance_write',
    2,
    detachSsh,
  ),
];
