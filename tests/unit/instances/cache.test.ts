import { describe, expect, it } from 'vitest';
import { colsOf, fits, hiddenOf, sortingOf, sortText } from '@/components/instances/view-state';
import { completed, NONE_KNOWN, withRows } from '@/components/live/instances-cache';
import { rowWith } from './row';

const ids = (known: { rows: ReadonlyMap<string, { contractId: number }> }) =>
  [...known.rows.values()].map((row) => row.contractId);

describe('what a browser knows of the instances', () => {
  it('never goes back to an older copy of a row, whichever way it took longer', () => {
    const newer = withRows(NONE_KNOWN, [rowWith({ version: 5, label: 'new' })]);
    const still = withRows(newer, [rowWith({ version: 4, label: 'old' })]);
    expect([...still.rows.values()][0]?.label).toBe('new');
    expect([...completed(newer, [rowWith({ version: 4, label: 'old' })]).rows.values()][0]?.label).toBe(
      'new',
    );
  });

  it('drops what a complete reading doesn’t list, except what was made since', () => {
    const known = withRows(NONE_KNOWN, [
      rowWith({ contractId: 1, version: 1 }),
      rowWith({ contractId: 2, version: 2 }),
      rowWith({ contractId: 9, version: 99 }),
    ]);
    const whole = completed(known, [
      rowWith({ contractId: 2, version: 3 }),
      rowWith({ contractId: 3, version: 4 }),
    ]);
    expect(ids(whole).toSorted()).toEqual([2, 3, 9]);
    expect(whole.complete).toBe(true);
  });
});

describe('the address of the list', () => {
  const columns = [{ id: 'name' }, { id: 'use' }, { id: 'place', extra: true }];
  it('carries hidden columns and shown extras, and comes back the same', () => {
    for (const hidden of [['place'], [], ['use'], ['use', 'place']]) {
      expect(hiddenOf(columns, colsOf(columns, hidden))).toEqual(hidden);
    }
    expect(colsOf(columns, ['place'])).toEqual([]);
  });
  it('carries the order, and comes back the same', () => {
    for (const text of ['', 'name', '-hour']) expect(sortText(sortingOf(text))).toBe(text);
  });
  it('finds by every word, in name, number, GPU, place, owner, project', () => {
    const all = { team: '', account: '' };
    expect(fits(rowWith(), { ...all, q: 'llama h100' })).toBe(true);
    expect(fits(rowWith(), { ...all, q: '4x h100' })).toBe(true);
    expect(fits(rowWith(), { ...all, q: '27002632' })).toBe(true);
    expect(fits(rowWith(), { ...all, q: 'ada oslo' })).toBe(true);
    expect(fits(rowWith(), { ...all, q: 'llama 4090' })).toBe(false);
    expect(fits(rowWith(), { q: '', team: 'none', account: '' })).toBe(false);
    expect(fits(rowWith({ teamId: null, team: null }), { q: '', team: 'none', account: '' })).toBe(true);
  });
});
