import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisSteps, dayTicks, dollarsShort } from '@/components/charts/axis';
import { seriesColour } from '@/components/charts/series';

const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(`${from}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10),
  );

describe('the axis', () => {
  it('starts at zero, has three to six even steps, and its top line is the first above the highest bar', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e9, noNaN: true }), (max) => {
        const steps = axisSteps(max);
        const [zero = -1, step = 0] = steps;
        const top = steps.at(-1) ?? 0;
        expect(zero).toBe(0);
        expect(steps.length).toBeGreaterThanOrEqual(4);
        expect(steps.length).toBeLessThanOrEqual(7);
        expect(top).toBeGreaterThanOrEqual(max * (1 - 1e-8));
        expect(top - step).toBeLessThan(max);
        expect(top).toBeLessThanOrEqual(max * 1.35);
      }),
    );
    expect(axisSteps(460)).toEqual([0, 100, 200, 300, 400, 500]);
    expect(axisSteps(510)).toEqual([0, 200, 400, 600]);
  });

  it('labels steps shortly and tells neighbours apart', () => {
    expect(axisSteps(341).map(dollarsShort)).toEqual(['0', '$100', '$200', '$300', '$400']);
    expect(axisSteps(0.9).map(dollarsShort)).toEqual(['0', '$0.25', '$0.50', '$0.75', '$1']);
    expect(axisSteps(48_000).map(dollarsShort)).toEqual(['0', '$10k', '$20k', '$30k', '$40k', '$50k']);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e7, noNaN: true }), (max) => {
        const words = axisSteps(max).map(dollarsShort);
        expect(new Set(words).size).toBe(words.length);
      }),
    );
  });

  it('labels every day of a week, Mondays of a month, firsts of a year', () => {
    expect(dayTicks(days('2026-11-17', 7))).toHaveLength(7);
    expect(dayTicks(days('2026-11-01', 23))).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ]);
    expect(dayTicks(days('2026-01-01', 90))).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  });

  it('everything else is grey wherever it stands, and no other series is', () => {
    expect(seriesColour(2, true)).toBe('var(--s8)');
    expect(Array.from({ length: 20 }, (_, i) => seriesColour(i))).not.toContain('var(--s8)');
  });
});
