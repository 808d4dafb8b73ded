import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round, type Stage } from '../round';

const { createTemplate, deleteTemplate, listTemplates, updateTemplate } = operations;

const MINE = { name: 'round', image: 'a/b', env: '-e A=1', recommended_disk_space: 24 };

async function aTemplate(stage: Stage): Promise<{ id: number; hash_id: string }> {
  const { template } = await stage.call(createTemplate, MINE);
  if (!template) throw new Error('the template made is not in the reply');
  return template;
}

const byId = async (stage: Stage, id: number) =>
  (await stage.call(listTemplates, { select_filters: { id: { eq: id } } })).templates;

export const templates = [
  round(listTemplates, {
    input: { select_filters: { recommended: { eq: true } } },
    refusals: [{ input: { select_filters: '{' }, status: 400 }],
    expect: ({ templates: found }) => {
      expect(found.map((one) => one.name)).toContain('vLLM');
      expect(found.every((one) => one.recommended)).toBe(true);
    },
  }),
  round(createTemplate, {
    input: MINE,
    refusals: [{ input: { image: 'a/b' }, status: 400 }],
    expect: async ({ template }, stage) =>
      expect(await byId(stage, template?.id ?? 0)).toMatchObject([
        { name: 'round', recommended_disk_space: 24 },
      ]),
  }),
  round(updateTemplate, {
    input: async (stage) => ({ hash_id: (await aTemplate(stage)).hash_id, desc: 'changed' }),
    refusals: [{ input: { hash_id: '00000000' }, status: 404 }],
    expect: async ({ template }, stage, { hash_id }) => {
      expect(template?.hash_id).not.toBe(hash_id);
      expect(await byId(stage, template?.id ?? 0)).toMatchObject([{ name: 'round', desc: 'changed' }]);
    },
  }),
  round(deleteTemplate, {
    input: async (stage) => ({ template_id: (await aTemplate(stage)).id }),
    refusals: [{ input: { template_id: 1 }, status: 404 }],
    expect: async (_, stage, { template_id }) => expect(await byId(stage, template_id)).toEqual([]),
  }),
];
