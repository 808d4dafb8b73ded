import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round, type Stage } from '../round';

const {
  attachSshKey,
  createSshKey,
  deleteSshKey,
  detachSshKey,
  listInstanceSshKeys,
  listInstances,
  listSshKeys,
  updateSshKey,
} = operations;

const PUBLIC = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHJvdW5kLXJvdW5kLXJvdW5kLXJvdW5kLXJvdW5k round@example';
const OTHER =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG90aGVyLW90aGVyLW90aGVyLW90aGVyLW90aGVyLW90 other@example';
const STRANGER = 1;

async function anInstance(stage: Stage): Promise<{ id: number }> {
  const [first] = (await stage.call(listInstances, {})).instances;
  if (!first) throw new Error('there is no instance');
  return { id: first.id };
}

async function aKey(stage: Stage): Promise<number> {
  const { key } = await stage.call(createSshKey, { ssh_key: PUBLIC });
  if (!key) throw new Error('the key made is not in the reply');
  return key.id;
}

async function removeAll(stage: Stage): Promise<void> {
  for (const { id } of await stage.call(listSshKeys, {})) await stage.call(deleteSshKey, { id });
}

const textsOf = (keys: readonly { public_key: string | null }[]) => keys.map((key) => key.public_key);

const textsOn = async (stage: Stage, id: number) =>
  textsOf((await stage.call(listInstanceSshKeys, { id })).ssh_keys);

export const sshKeys = [
  round(listSshKeys, {
    input: {},
    refusals: [{ input: {}, status: 404, after: removeAll }],
    expect: (output) => expect(textsOf(output).join()).toContain('ops@northwind'),
  }),
  round(createSshKey, {
    input: { ssh_key: PUBLIC },
    refusals: [{ input: { ssh_key: '' }, status: 400 }],
    expect: async ({ key }, stage) => {
      expect(key?.public_key).toBe(PUBLIC);
      expect(textsOf(await stage.call(listSshKeys, {}))).toContain(PUBLIC);
    },
  }),
  round(updateSshKey, {
    input: async (stage) => ({ id: await aKey(stage), ssh_key: OTHER }),
    refusals: (_, { id }) => [{ input: { id, ssh_key: '' }, status: 400 }],
    expect: async ({ key }, stage) => {
      expect(key?.public_key).toBe(OTHER);
      const texts = textsOf(await stage.call(listSshKeys, {}));
      expect([texts.includes(OTHER), texts.includes(PUBLIC)]).toEqual([true, false]);
    },
  }),
  round(deleteSshKey, {
    input: async (stage) => ({ id: await aKey(stage) }),
    refusals: [{ input: { id: STRANGER }, status: 400 }],
    expect: async (_, stage) => {
      expect(textsOf(await stage.call(listSshKeys, {}))).not.toContain(PUBLIC);
    },
  }),
  round(attachSshKey, {
    input: async (stage) => ({ ...(await anInstance(stage)), ssh_key: PUBLIC }),
    refusals: (_, { id }) => [
      { input: { id, ssh_key: '' }, status: 400 },
      { input: { id: STRANGER, ssh_key: PUBLIC }, status: 404 },
    ],
    expect: async (_, stage, { id }) => expect(await textsOn(stage, id)).toContain(PUBLIC),
  }),
  round(listInstanceSshKeys, {
    input: anInstance,
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: (output) => expect(textsOf(output.ssh_keys).join()).toContain('ops@northwind'),
  }),
  round(detachSshKey, {
    input: async (stage) => {
      const { id } = await anInstance(stage);
      await stage.call(attachSshKey, { id, ssh_key: PUBLIC });
      const keys = (await stage.call(listInstanceSshKeys, { id })).ssh_keys;
      return { id, ssh_key_id: keys.find((key) => key.public_key === PUBLIC)?.id ?? 0 };
    },
    refusals: (_, { id }) => [{ input: { id, ssh_key_id: STRANGER }, status: 404 }],
    expect: async (_, stage, { id }) => expect(await textsOn(stage, id)).not.toContain(PUBLIC),
  }),
];
