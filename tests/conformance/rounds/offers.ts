import { expect } from 'vitest';
import { searchOffers } from '@/lib/vast/operations/offers';
import { factsOf } from '../facts';
import { round } from '../round';

const OWN = new Set(['limit', 'type', 'order', 'allocated_storage']);
/** Every documented filter at once. */
const filters = Object.fromEntries(
  factsOf(searchOffers.name)
    .parameters.filter(({ name }) => !OWN.has(name))
    .map(({ name }) => [name, { eq: 1 }]),
);

export const offers = [
  round(searchOffers, {
    input: {
      filters: { num_gpus: { gte: 2 } },
      order: [['dph_total', 'asc']],
      limit: 10,
      allocated_storage: 50,
    },
    sends: [{ filters }],
    refusals: [{ input: { filters: { num_gpus: { more: 2 } } }, status: 400 }],
    expect: ({ offers: found }) => {
      expect(found).toHaveLength(10);
      expect(found.every((one) => one.num_gpus >= 2)).toBe(true);
      const prices = found.map((one) => one.dph_total.toNumber());
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
    },
  }),
];
