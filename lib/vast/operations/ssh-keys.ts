import { z } from 'zod';
import { operation } from '../operation';
import { shownSchema, showsAs } from '../shown';
import { same, traceIn } from '../trace';
import { maybe, reply, whole, words } from '../wire';
import { InstanceId } from './instances';

const SshKey = reply({
  id: whole(),
  // The same text under three names (docs/vast.md).
  key: maybe(words()),
  public_key: maybe(words()),
  ssh_key: maybe(words()),
  name: maybe(words()),
});
export const sshKeyText = (key: z.output<typeof SshKey>): string =>
  key.public_key ?? key.ssh_key ?? key.key ?? '';

const PublicKey = z
  .string()
  .trim()
  .regex(
    /^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( .*)?$/,
    'a public key such as "ssh-ed25519 AAAA… name"',
  )
  .meta({
    description: 'The public half of an SSH key, in one line as in an .pub file.',
    examples: [
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEFuIGV4YW1wbGUgb2YgYSBwdWJsaWMga2V5ISE= ada@example.com',
    ],
  });

const SshKeyId = z
  .int()
  .positive()
  .meta({ description: 'The number of an SSH key of the account, from their list.', examples: [1551] });

export const listSshKeys = operation({
  name: 'list_all_vast_ai_sshes',
  title: 'List SSH keys',
  description: 'The account’s public SSH keys. New keys apply to instances rented afterwards.',
  http: { method: 'GET', path: '/api/v0/ssh/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/market'],
  // "No SSH keys found for the user." comes as a 404 (docs/vast.md).
  notFoundMeans: [],
  input: z.strictObject({}),
  output: z.array(SshKey),
});

export const createSshKey = operation({
  name: 'create_a_vast_ai_ssh',
  title: 'Add SSH key',
  description:
    'Adds a public SSH key to the account: whoever holds its private half can log in to new instances.',
  http: { method: 'POST', path: '/api/v0/ssh/' },
  scope: 'user_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'look',
  touches: ['ssh-keys'],
  sentence: () => 'added an SSH key to the Vast.ai account',
  input: z.strictObject({ ssh_key: PublicKey }),
  output: reply({ key: maybe(SshKey) }),
  trace: traceIn(listSshKeys, {
    rows: (keys) => keys,
    key: ({ id }) => id,
    is: (key, { ssh_key }) => same(ssh_key, sshKeyText(key)),
    output: (key) => ({ success: true, key }),
    alone: true,
  }),
});

export const updateSshKey = operation({
  name: 'update_a_vast_ai_ssh_by_id',
  title: 'Replace SSH key',
  description:
    'Puts another public key in the place of one of the account’s. Whoever holds the new private half can log in to instances rented from now on; instances that run keep the key they were made with.',
  http: { method: 'PUT', path: '/api/v0/ssh/{id}/' },
  scope: 'user_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['ssh-keys'],
  sentence: ({ id }) => `replaced SSH key ${id} of the Vast.ai account by another`,
  input: z.strictObject({ id: SshKeyId, ssh_key: PublicKey }),
  output: reply({ key: maybe(SshKey) }),
});

export const deleteSshKey = operation({
  name: 'delete_a_vast_ai_ssh_by_id',
  title: 'Remove SSH key',
  description:
    'Removes a public SSH key from the account. Running instances keep it until it is detached there.',
  http: { method: 'DELETE', path: '/api/v0/ssh/{id}/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['ssh-keys'],
  screens: ['/team'],
  sentence: (_, what = 'an SSH key') => `removed ${what} from the Vast.ai account`,
  // Vast.ai's words for an id that no key has (any more).
  doneAlready: /no ssh key provided/i,
  input: z.strictObject({ id: SshKeyId }),
  output: reply({}),
});

export const listInstanceSshKeys = operation({
  name: 'list_all_vast_ai_instance_sshes',
  title: 'List an instance’s SSH keys',
  description: 'The public keys that open one instance.',
  http: { method: 'GET', path: '/api/v0/instances/{id}/ssh/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ id: InstanceId }),
  // `ssh_keys` is JSON inside a string (docs/vast.md).
  output: reply({
    ssh_keys: showsAs(
      z.unknown().transform((value): z.output<typeof SshKey>[] => {
        const list = typeof value === 'string' ? (JSON.parse(value || '[]') as unknown) : value;
        return z.array(SshKey).catch([]).parse(list);
      }),
      () => shownSchema(z.array(SshKey)),
    ),
  }),
});

export const attachSshKey = operation({
  name: 'create_a_vast_ai_instance_ssh',
  title: 'Attach SSH key',
  description: 'Lets the holder of an SSH key log in to one instance.',
  http: { method: 'POST', path: '/api/v0/instances/{id}/ssh/' },
  scope: 'instance_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['ssh-keys'],
  screens: ['/market'],
  sentence: ({ id }) => `attached an SSH key to instance ${id}`,
  // New instances carry the account's keys from the start.
  doneAlready: /already associated/i,
  input: z.strictObject({ id: InstanceId, ssh_key: PublicKey }),
  output: reply({}),
});

export const detachSshKey = operation({
  name: 'delete_a_vast_ai_instance_ssh_by_id',
  title: 'Detach SSH key',
  description: 'Ends a key’s access to one instance.',
  http: { method: 'DELETE', path: '/api/v0/instances/{id}/ssh/{ssh_key_id}/' },
  scope: 'instance_write',
  effect: 'writes',
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['ssh-keys'],
  sentence: ({ id }) => `detached an SSH key from instance ${id}`,
  // Detached already.
  notFoundMeans: {},
  input: z.strictObject({ id: InstanceId, ssh_key_id: SshKeyId }),
  output: reply({}),
});
