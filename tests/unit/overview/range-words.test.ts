import { expect, it } from 'vitest';
import { addDay, countDays, rangeWords } from '@/components/costs/range-words';

const today = '2026-11-24';

it('a range of days is said with its last day, not with the one after', () => {
  expect(rangeWords({ from: '2026-11-01', to: '2026-11-25' }, today)).toBe('Nov 1–24');
  expect(rangeWords({ from: '2026-11-24', to: '2026-11-25' }, today)).toBe('Nov 24');
  expect(rangeWords({ from: '2026-10-28', to: '2026-11-25' }, today)).toBe('Oct 28 – Nov 24');
  expect(rangeWords({ from: '2025-12-28', to: '2026-01-03' }, today)).toBe('Dec 28 2025 – Jan 2');
  expect(rangeWords({ from: '2025-12-01', to: '2026-01-01' }, today)).toBe('Dec 1–31 2025');
});

it('days are UTC days: no clock change makes one longer', () => {
  // Clocks in Europe go back on 25 October 2026.
  expect(countDays({ from: '2026-10-20', to: '2026-11-01' })).toBe(12);
  expect(addDay('2026-10-25', 1)).toBe('2026-10-26');
  expect(addDay('2028-02-28', 1)).toBe('2028-02-29');
});
