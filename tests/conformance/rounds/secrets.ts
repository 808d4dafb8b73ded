import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round, type Stage } from '../round';

const { createSecret, deleteSecret, listSecrets, updateSecret } = operations;

const TOKEN = { key: 'hf_token', value: 'hf_round' };

const begin = async (stage: Stage) => {
  await stage.call(createSecret, TOKEN);
};

const valueIn = async (stage: Stage) =>
  ((await stage.caller.get('/api/v0/secrets/')).json.secrets as Record<string, string>).HF_TOKEN;

export const secrets = [
  round(listSecrets, {
    input: async (stage) => {
      await begin(stage);
      return {};
    },
    expect: (output) => expect(output).toEqual({ names: ['HF_TOKEN'] }),
  }),
  round(createSecret, {
    input: TOKEN,
    refusals: [{ input: { key: 'HF_TOKEN' }, status: 400 }],
    expect: async (_, stage) => expect(await valueIn(stage)).toBe('hf_round'),
  }),
  round(updateSecret, {
    input: async (stage) => {
      await begin(stage);
      return { key: 'HF_TOKEN', value: 'hf_other' };
    },
    refusals: [{ input: { key: 'OTHER', value: 'x' }, status: 400 }],
    expect: async (_, stage) => expect(await valueIn(stage)).toBe('hf_other'),
  }),
  round(deleteSecret, {
    input: async (stage) => {
      await begin(stage);
      return { key: 'HF_TOKEN' };
    },
    refusals: [{ input: { key: 'OTHER' }, status: 400 }],
    expect: async (_, stage) => expect(await valueIn(stage)).toBeUndefined(),
  }),
];
