import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { callerOf } from '@/tests/integration/emulator/client';
import { round, type Stage } from '../round';

const { createApiKey, deleteApiKey, listApiKeys } = operations;

const READER = { api: { instance_read: {} } };

const named = async (stage: Stage, name: string) =>
  (await stage.call(listApiKeys, {})).apikeys.find((key) => key.name === name);

const aKey = (stage: Stage) => stage.call(createApiKey, { name: 'round', permissions: READER });

export const apiKeys = [
  round(listApiKeys, {
    input: {},
    expect: (output) => expect(output.apikeys.map((key) => key.name)).toContain('gantry'),
  }),
  round(createApiKey, {
    input: { name: 'round', permissions: READER },
    refusals: [{ input: { name: 'round', permissions: 'everything' }, status: 400 }],
    expect: async ({ id, key }, stage) => {
      expect(await named(stage, 'round')).toMatchObject({ id, permissions: READER });
      const made = callerOf(stage.emulator, key ?? '');
      expect((await made.get('/api/v1/instances/')).status).toBe(200);
      expect((await made.get('/api/v0/users/current/')).status).toBe(403);
    },
  }),
  round(deleteApiKey, {
    input: async (stage) => ({ id: (await aKey(stage)).id }),
    refusals: [
      { input: { id: 1 }, status: 404 },
      { input: { id: 'all' }, status: 400 },
    ],
    expect: async ({ msg }, stage) => {
      expect(msg).toMatch(/deleted/i);
      expect(await named(stage, 'round')).toBeUndefined();
    },
  }),
];
