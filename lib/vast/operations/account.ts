import { z } from 'zod';
import { Dollars } from '../amount';
import { operation } from '../operation';
import { same, traceIn } from '../trace';
import { epoch, maybe, money, reply, whole, words } from '../wire';

export const showUser = operation({
  name: 'get_single_vast_ai_user_by_id',
  title: 'Show account',
  description: 'Who a key belongs to, and the account’s credit in US dollars.',
  http: { method: 'GET', path: '/api/v0/users/current/' },
  scope: 'user_read',
  effect: 'reads',
  // Credit stands in it.
  permission: 'balance.read',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/accounts'],
  secretOutput: ['api_key', 'sid', 'ssh_key'],
  input: z.strictObject({}),
  output: reply({
    id: whole(),
    key_id: maybe(whole()),
    email: maybe(words()),
    username: maybe(words()),
    fullname: maybe(words()),
    credit: maybe(money()),
    balance: maybe(money()),
  }),
});

const Email = z
  .string()
  .max(64)
  .regex(/^(?!.*@vast)[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/, 'an e-mail address');

const Username = z.string().trim().min(1).max(64);

export const listIpAddresses = operation({
  name: 'list_all_vast_ai_user_ipaddrs',
  title: 'List IP addresses',
  description:
    'From which IP addresses the account was used, and since when: an address that nobody knows is a sign that a key or a password is in other hands.',
  http: { method: 'GET', path: '/api/v0/users/{user_id}/ipaddrs/' },
  scope: 'user_read',
  effect: 'reads',
  // It says where people were.
  permission: 'accounts.manage',
  minIntervalMs: 2900,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    user_id: z
      .string()
      .regex(/^(me|\d+)$/, '“me” or the account’s number')
      .default('me')
      .meta({
        description: 'The account’s number at Vast.ai, or “me” for the linked one.',
        examples: ['me'],
      }),
  }),
  output: reply({
    results: z.array(
      reply({
        ip: maybe(words()),
        ip_address: maybe(words()),
        first_seen: epoch(),
        first_location: maybe(words()),
        timestamp: maybe(words()),
      }),
    ),
  }),
});

export const listSubaccounts = operation({
  name: 'list_all_vast_ai_subaccounts',
  title: 'List subaccounts',
  description: 'The accounts that were made under this one. Each has keys, instances and credit of its own.',
  http: { method: 'GET', path: '/api/v0/subaccounts/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 2100,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: reply({
    // Vast.ai adds all that it knows of an account, its credit among it: what isn't named here is left out.
    users: z.array(
      z.object({
        id: whole(),
        parent_id: maybe(whole()),
        key_id: maybe(whole()),
        username: maybe(words()),
        email: maybe(words()),
        created_at: maybe(words()),
        deleted_at: maybe(words()),
      }),
    ),
  }),
});

export const createSubaccount = operation({
  name: 'create_a_vast_ai_user',
  title: 'Make subaccount',
  description:
    'Makes another Vast.ai account under this one: somebody with the given password can sign in there and spend what credit is sent to it, without Gantry. It begins without credit.',
  http: { method: 'POST', path: '/api/v0/users/' },
  scope: 'user_write',
  effect: 'grants',
  minIntervalMs: 3000,
  lostAnswer: 'look',
  trace: traceIn(listSubaccounts, {
    rows: ({ users }) => users,
    key: ({ id }) => id,
    is: (user, { username }) => same(username, user.username),
    output: ({ id, username, email, key_id }) => ({ id, username, email, key_id }),
  }),
  touches: ['account'],
  secretInput: ['password'],
  sentence: ({ username, email }) => `made the Vast.ai subaccount ${username} for ${email}`,
  input: z.strictObject({
    email: Email.meta({
      description: 'Where its letters go; at most 64 characters.',
      examples: ['lab@example.com'],
    }),
    username: Username.meta({ description: 'Its name; at most 64 characters.', examples: ['lab'] }),
    password: z
      .string()
      .min(8)
      .max(256)
      .meta({
        description: 'What its owner signs in with; at least 8 characters.',
        examples: ['correct horse'],
      }),
    host_only: z
      .boolean()
      .default(false)
      .meta({ description: 'Only for hosting machines: it can’t rent.', examples: [false] }),
    ssh_key: z
      .string()
      .max(4096)
      .optional()
      .meta({ description: 'A public SSH key that it begins with.', examples: ['ssh-ed25519 AAAA lab'] }),
  }),
  output: reply({ id: whole(), username: maybe(words()), email: maybe(words()), key_id: maybe(whole()) }),
  wire: (input) => ({ body: { ...input, parent_id: 'me' } }),
});

export const updateUser = operation({
  name: 'update_a_vast_ai_user_by_id',
  title: 'Change account',
  description:
    'Changes the name or the e-mail address of the Vast.ai account itself. Its letters, those for a forgotten password too, go to the new address.',
  http: { method: 'PUT', path: '/api/v0/users/' },
  scope: 'user_write',
  // A new address is where the next password goes.
  effect: { worst: 'grants', of: (input) => (input.normalized_email === undefined ? 'writes' : 'grants') },
  minIntervalMs: 5000,
  lostAnswer: 'repeat',
  touches: ['account'],
  sentence: ({ normalized_email, username, fullname }) =>
    `changed the Vast.ai account: ${[
      normalized_email === undefined ? '' : `e-mail ${normalized_email}`,
      username === undefined ? '' : `username ${username}`,
      fullname === undefined ? '' : `name ${fullname}`,
    ]
      .filter(Boolean)
      .join(', ')}`,
  input: z
    .strictObject({
      normalized_email: Email.optional().meta({
        description: 'The new e-mail address; at most 64 characters.',
        examples: ['ops@example.com'],
      }),
      username: Username.optional().meta({ description: 'The new username.', examples: ['northwind'] }),
      fullname: z
        .string()
        .trim()
        .min(1)
        .max(64)
        .optional()
        .meta({ description: 'The new full name.', examples: ['Northwind AI'] }),
    })
    .refine((input) => Object.values(input).some((one) => one !== undefined), 'something to change'),
  output: reply({}),
});

export const transferCredit = operation({
  name: 'update_a_vast_ai_commands_transfer_credit_by_id',
  title: 'Transfer credit',
  description:
    'Sends credit of this account to another Vast.ai account, a team or a subaccount. It is gone at once and only its receiver can send it back; with too little left, running instances stop.',
  http: { method: 'PUT', path: '/api/v0/commands/transfer_credit/' },
  scope: 'billing_write',
  effect: 'spends',
  minIntervalMs: 2500,
  lostAnswer: 'ask',
  untold: 'Two transfers of one amount look alike in the list of money that moved.',
  touches: ['balance'],
  cost: ({ amount }) => ({ usd: amount, per: 'once' }),
  sentence: ({ recipient, amount }) => `sent $${amount} of credit to ${recipient}`,
  input: z.strictObject({
    recipient: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .meta({
        description: 'The receiver’s e-mail address or account number.',
        examples: ['lab@example.com'],
      }),
    amount: Dollars.refine((text) => Number(text) >= 0.01, 'at least 0.01').meta({
      description: 'US dollars, from 0.01, as decimal text.',
      examples: ['25.00'],
    }),
    client_id: z
      .literal('me')
      .default('me')
      .meta({ description: 'Whose credit it is.', examples: ['me'] }),
    apikey_id: z
      .string()
      .optional()
      .meta({ description: 'A key’s number, for Vast.ai’s own audit.', examples: ['990123'] }),
  }),
  output: reply({}),
  wire: ({ amount, ...rest }) => ({ body: { ...rest, amount: Number(amount) } }),
});
