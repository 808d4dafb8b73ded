/** The account's environment variables, which every container gets when it is made. */
import { type Fields, given, text } from '../json';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';

const listSecrets: Handler = (_, { account }) =>
  answer({ success: true, secrets: Object.fromEntries(account.secrets) });

/** Names are upper-cased by the server. */
const secretOf = (body: Fields): { name: string; value: string | null } => ({
  name: (text(given(body, 'key')) ?? '').toUpperCase(),
  value: text(given(body, 'value')),
});

const createSecret: Handler = (_, { account, body }) => {
  const { name, value } = secretOf(body);
  if (!name || value === null) return refuse(400, 'missing_input', 'Give key and value.');
  if (account.secrets.has(name)) return refuse(400, 'existing_key', 'Environment variable exists already.');
  account.secrets.set(name, value);
  return done({ msg: 'Environment variable created.' });
};

const updateSecret: Handler = (_, { account, body }) => {
  const { name, value } = secretOf(body);
  if (!name || value === null) return refuse(400, 'missing_input', 'Give key and value.');
  if (!account.secrets.has(name))
    return refuse(400, 'nonexistent_key', 'Environment variable does not exist.');
  account.secrets.set(name, value);
  return done({ msg: 'Environment variable updated.' });
};

const deleteSecret: Handler = (_, { account, body }) =>
  account.secrets.delete(secretOf(body).name)
    ? done({ msg: 'Environment variable deleted.' })
    : refuse(400, 'nonexistent_key', 'Environment variable does not exist.');

export const secrets: readonly Route[] = [
  route('list_all_vast_ai_secrets', 'GET /api/v0/secrets', 'user_read', 5, listSecrets),
  route('create_a_vast_ai_secret', 'POST /api/v0/secrets', 'user_write', 3, createSecret),
  route('update_a_vast_ai_secret_by_id', 'PUT /api/v0/secrets', 'user_write', 3, updateSecret),
  route('delete_a_vast_ai_secret_by_id', 'DELETE /api/v0/secrets', 'user_write', 3, deleteSecret),
];
