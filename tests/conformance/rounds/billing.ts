import { expect } from 'vitest';
import { listCharges, listInvoices } from '@/lib/vast/operations/billing';
import { EPOCH } from '@/tests/support/emulated';
import { round } from '../round';

const DAY = 86_400;
const yesterday = EPOCH - (EPOCH % DAY) - DAY;

export const billing = [
  round(listCharges, {
    input: { from: yesterday, to: yesterday + DAY - 1, types: ['instance'], limit: 3 },
    refusals: [{ input: { from: 'x', to: 'y' }, status: 400 }],
    expect: (output) => {
      expect(output.results).toHaveLength(3);
      expect(output.next_token).toEqual(expect.any(String));
      const [first] = output.results;
      const parts = first?.items?.reduce((sum, item) => sum + item.amount.toNumber(), 0);
      expect(parts).toBeCloseTo(first?.amount.toNumber() ?? Number.NaN, 2);
    },
  }),
  round(listInvoices, {
    history: 30,
    input: { from: EPOCH - 60 * DAY, to: EPOCH, limit: 2 },
    refusals: [{ input: { from: EPOCH - DAY, to: EPOCH, after_token: 'nonsense' }, status: 400 }],
    expect: (output) => {
      expect(output.results.length).toBeGreaterThan(0);
      expect(output.results[0]?.amount.toNumber()).toBeLessThan(0);
    },
  }),
];
