import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round } from '../round';

export const templates = [
  round(operations.listTemplates, {
    input: { select_filters: { recommended: { eq: true } } },
    refusals: [{ input: { select_filters: '{' }, status: 400 }],
    expect: ({ templates: found }) => {
      expect(found.map((one) => one.name)).toContain('vLLM');
      expect(found.every((one) => one.recommended)).toBe(true);
    },
  }),
];
