import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inputOf } from '@/components/operations/draft';
import { epochIn, wallTime } from '@/components/operations/wall-time';
import { fieldsOf } from '@/lib/surfaces/operations/form';
import { operations } from '@/lib/vast/operations';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Stockholm',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
);

it('a moment of a form is the moment that the clock of the zone shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000_000, max: 2_500_000_000 }), zones, (epoch, zone) => {
      const wall = wallTime(epoch, zone);
      // An hour that comes twice in autumn is one of the two.
      const read = epochIn(wall, zone) ?? Number.NaN;
      expect(wallTime(read, zone)).toBe(wall);
    }),
  );
});

it('what is left empty is left out, whatever else is filled in', () => {
  const fields = fieldsOf(operations.rentOffer as never);
  const names = fields.map(({ name }) => name);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.constant('')), (draft) => {
      expect(inputOf(fields, draft, 'UTC')).toEqual({});
    }),
  );
});
