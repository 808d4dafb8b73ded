import { expect, it } from 'vitest';
import { stackOf } from '@/components/costs/series';
import { exact, sum, usd } from '@/lib/money';

const costs = (groups: Record<string, string[]>, openFrom: string | null = null) => {
  const length = Object.values(groups)[0]?.length ?? 0;
  return {
    days: Array.from({ length }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`),
    series: Object.entries(groups).map(([key, byDay]) => ({
      key,
      name: key || 'Unallocated',
      byDay,
      total: exact(sum(byDay.map(usd))),
    })),
    openFrom,
  };
};

it('what belongs to nobody is the grey layer under its own name', () => {
  const { series, restKey } = stackOf(costs({ nlp: ['1'], vision: ['2'], '': ['3'] }), undefined);
  expect(series.map(({ label }) => label)).toEqual(['nlp', 'vision', 'Unallocated']);
  expect(restKey).toBe('');
});

it('twenty groups are seven and the rest, and every day still adds up to the last digit', () => {
  const groups = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`g${i}`, [`0.00${i + 1}`, '0.1']]));
  const all = { ...groups, '': ['0.0001', '0.2'] };
  const { series, days, layerOf } = stackOf(costs(all), undefined);
  expect(series).toHaveLength(8);
  expect(series.at(-1)?.label).toBe('Everything else');
  const expected = [0, 1].map((at) => exact(sum(Object.values(all).map((byDay) => usd(byDay[at] ?? '0')))));
  expect(days.map(({ amounts }) => exact(sum(Object.values(amounts).map(usd))))).toEqual(expected);
  expect(layerOf('g0')).toBe(0);
  expect(layerOf('g19')).toBe(7);
  expect(layerOf('')).toBe(7);
});

it('eight named groups need no grey one', () => {
  const groups = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`g${i}`, ['1']]));
  const { series, restKey } = stackOf(costs(groups), undefined);
  expect(series).toHaveLength(8);
  expect(restKey).toBeUndefined();
});

it('only days that Vast.ai may still change are open; days to come are not', () => {
  const { days } = stackOf(costs({ nlp: ['1', '1', '1', '0', '0'] }, '2026-11-02'), '2026-11-03');
  expect(days.map(({ open }) => open ?? false)).toEqual([false, true, true, false, false]);
});
