/** Changing one's account, accounts under it, and sending credit to somebody else. */
import { given, number, text } from '../json';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { Account } from '../world/accounts';
import { newKey, openAccountOf } from '../world/open-account';
import { fromNano, nano } from '../world/ticks';
import { moveCredit } from '../world/transfers';
import type { World } from '../world/world';
import { userRow } from './account';

const EMAIL = /^(?!.*@vast)[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/;
const NAME_MOST = 64;

const taken = (world: World, email: string, username: string) =>
  world.accounts.some((one) => one.email === email || one.username === username);

/** A subaccount. Somebody who opens an account of their own proves with a captcha that they are a person. */
const createUser: Handler = (world, { account, body, at }) => {
  const [email, username, password] = ['email', 'username', 'password'].map((key) => text(given(body, key)));
  if (!email || !username || !password)
    return refuse(400, 'missing_auth_value', 'Give email, username and password.');
  if (!EMAIL.test(email) || email.length > NAME_MOST)
    return refuse(400, 'invalid_email', 'Email address not allowed');
  const parent = given(body, 'parent_id');
  if (String(parent) !== 'me' && String(parent) !== String(account.id))
    return refuse(400, 'invalid_request', 'A captcha is required.');
  if (taken(world, email, username)) return refuse(409, 'user_exists', 'user already exists.');
  const id = world.newId();
  const made = openAccountOf(world, {
    id,
    name: username,
    username,
    email,
    created: at,
    parent: account.id,
    hostOnly: body.host_only === true,
  });
  const key = newKey(world, { id: world.newId(), name: 'default', created: at });
  made.keys.push(key);
  const sshKey = text(given(body, 'ssh_key'));
  if (sshKey) made.sshKeys.push({ id: world.newId(), text: sshKey, created: at });
  return { ...done(), body: { id, username, email, key_id: key.id } };
};

const listSubaccounts: Handler = (world, { account, at }) =>
  answer({
    users: world.accounts
      .filter((one) => one.parent === account.id)
      .map((one) => ({
        ...userRow(world, one, at),
        parent_id: account.id,
        key_id: one.keys[0]?.id ?? null,
        created_at: new Date(one.created * 1000).toISOString(),
        deleted_at: null,
      })),
  });

const CHANGEABLE = { normalized_email: 'email', username: 'username', fullname: 'fullname' } as const;

const setUser: Handler = (world, { account, body }) => {
  const changes: Partial<Pick<Account, 'email' | 'username' | 'fullname'>> = {};
  for (const [field, column] of Object.entries(CHANGEABLE)) {
    const value = given(body, field);
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') return refuse(400, 'empty_input', `${field} is empty.`);
    if (value.length > NAME_MOST) return refuse(400, 'input_too_long', `${field} is too long.`);
    changes[column] = value;
  }
  // Others that the CLI's help names (address, thresholds) are taken and shown by nothing here.
  if (!Object.values(body).some((one) => one != null))
    return refuse(400, 'missing_input', 'Nothing to change.');
  if (changes.email !== undefined && !EMAIL.test(changes.email))
    return refuse(400, 'invalid_characters', 'Email address not allowed');
  const others = world.accounts.filter((one) => one !== account);
  if (others.some((one) => one.email === changes.email || one.username === changes.username))
    return refuse(400, 'invalid_args', 'user already exists.');
  Object.assign(account, changes);
  return done({ msg: 'User updated.' });
};

/** By e-mail address or number. */
const recipientOf = (world: World, { body, account }: Call): Account | undefined => {
  const named = String(given(body, 'recipient') ?? '');
  return world.accounts.find(
    (one) => one !== account && one.team?.ended == null && (one.email === named || String(one.id) === named),
  );
};

const transferCredit: Handler = (world, call) => {
  const { account, body, key, at } = call;
  const amount = number(given(body, 'amount'));
  if (given(body, 'recipient') === undefined || amount === null || amount < 0.01)
    return refuse(400, 'invalid_args', 'Invalid amount');
  if (account.team && key.holder !== account.team.owner)
    return refuse(403, 'not_allowed', "Only the Team's Owner may transfer credit");
  const to = recipientOf(world, call);
  if (!to) return refuse(400, 'invalid_recipient', 'Invalid recipient');
  const ticks = fromNano(nano(String(given(body, 'amount'))));
  return moveCredit(world, { from: account, to, ticks }, at)
    ? done({ msg: `Transferred $${amount.toFixed(2)} to ${to.email}.` })
    : refuse(400, 'insufficient_balance', 'Insufficient balance');
};

export const people: readonly Route[] = [
  route('create_a_vast_ai_user', 'POST /api/v0/users', 'user_write', 3, createUser),
  route('update_a_vast_ai_user_by_id', 'PUT /api/v0/users', 'user_write', 5, setUser),
  route('list_all_vast_ai_subaccounts', 'GET /api/v0/subaccounts', 'user_read', 2.1, listSubaccounts),
  route(
    'update_a_vast_ai_commands_transfer_credit_by_id',
    'PUT /api/v0/commands/transfer_credit',
    'billing_write',
    2.5,
    transferCredit,
  ),
];
