import { describe, expect, it } from 'vitest';
import type { Fields, Json } from '@/lib/emulator/json';
import { BadQuery, byOrder, filterOf, tokenOf, valuesOf } from '@/lib/emulator/query';

const row: Fields = { num_gpus: 4, gpu_name: 'RTX 4090', verified: true, label: null, cuda_max_good: 12.8 };
const cells = (column: string) => row[column];
const passes = (filters: Fields) => filterOf(filters, () => true)(cells);

describe('filters take the type of their column, because the CLI sends text', () => {
  it.each<[string, Fields, boolean]>([
    ['a number as text', { num_gpus: { gte: '4' } }, true],
    ['a larger number as text', { num_gpus: { gt: '4' } }, false],
    ['a list of texts', { num_gpus: { in: ['1', '4'] } }, true],
    ['not in a list', { num_gpus: { notin: ['4'] } }, false],
    ['a flag as text', { verified: { eq: 'True' } }, true],
    ['a flag as 0', { verified: { eq: 0 } }, false],
    ['a fraction', { cuda_max_good: { gte: '12.7' } }, true],
    ['the absent label', { label: { in: [null] } }, true],
    ['a label that is not there', { label: { eq: 'a' } }, false],
    ['anything but a label', { label: { neq: 'a' } }, true],
    ['"any" constrains nothing', { verified: { eq: 'any' } }, true],
    ['an empty object constrains nothing', { verified: {} }, true],
    ['two operators are both meant', { num_gpus: { gte: 2, lt: 4 } }, false],
  ])('%s', (_, filters, expected) => expect(passes(filters)).toBe(expected));

  it('a column that is none and an operator that is none are refused', () => {
    expect(() => filterOf({ dph_total: { lt: 1 } }, (column) => column === 'id')).toThrow(BadQuery);
    expect(() => filterOf({ id: { like: 1 } }, () => true)).toThrow(BadQuery);
  });
});

it('nulls come last in either direction', () => {
  const values: Json[] = [3, null, 1];
  const sorted = (down: boolean) =>
    values.toSorted((a, b) =>
      byOrder(
        [{ column: 'x', down }],
        () => a,
        () => b,
      ),
    );
  expect(sorted(false)).toEqual([1, 3, null]);
  expect(sorted(true)).toEqual([3, 1, null]);
});

it('a page token comes back as it was made, and anything else is refused', () => {
  expect(valuesOf(tokenOf({ id: 7, label: null }))).toEqual({ id: 7, label: null });
  for (const token of [
    'nonsense',
    Buffer.from('[1]').toString('base64'),
    Buffer.from('{"values":3}').toString('base64'),
  ]) {
    expect(() => valuesOf(token)).toThrow('Invalid pagination token');
  }
});
