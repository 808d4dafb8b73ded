import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arranged, arrange } from '@/components/instances/arrange';
import type { View } from '@/components/instances/status-look';
import type { InstanceRow } from '@/lib/queries/instances';
import { HOUR_MS, NOW_MS, rowWith } from './row';

const context = { nowMs: NOW_MS, zone: 'UTC', actOf: () => undefined, oldSince: () => undefined };
const ALL = { q: '', team: '', account: '', view: 'all' as View };

function arranged(rows: readonly InstanceRow[], over: Partial<Parameters<typeof arrange>[0]> = {}): Arranged {
  const work = arrange({
    known: new Map(rows.map((row) => [row.key, row])),
    gone: undefined,
    goneCount: 0,
    state: ALL,
    places: { context, known: new WeakMap() },
    before: [],
    ...over,
  });
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
const ids = ({ rows }: Arranged) => rows.map(({ contractId }) => contractId);

const FLEET = [
  rowWith({ contractId: 1, hourUsd: '2.00' }),
  rowWith({ contractId: 2, hourUsd: '9.00' }),
  rowWith({ contractId: 3, hourUsd: '0.50', word: 'outbid' }),
  rowWith({ contractId: 4, hourUsd: '0.10', word: 'stopped', label: 'paused' }),
  rowWith({ contractId: 5, hourUsd: '0.00', word: 'gone', goneMs: NOW_MS - HOUR_MS }),
];

describe('the list of instances', () => {
  it('has what needs somebody first, then the dearest; each view and its count', () => {
    const all = arranged(FLEET, { goneCount: 7 });
    expect(ids(all)).toEqual([3, 2, 1, 4, 5]);
    expect(all.living).toBe(4);
    expect(all.counts).toEqual({ all: 4, attention: 1, running: 2, waiting: 1, stopped: 1, gone: 7 });
    expect(ids(arranged(FLEET, { state: { ...ALL, view: 'stopped' } }))).toEqual([4]);
  });

  it('counts what the filters let through; of those that are gone only what has come', () => {
    const found = arranged(FLEET, { state: { ...ALL, q: 'PAUSED' }, goneCount: 7 });
    expect(ids(found)).toEqual([4]);
    expect(found.counts).toEqual({ all: 1, attention: 0, running: 0, waiting: 0, stopped: 1, gone: 0 });
    expect(found.living).toBe(4);
  });

  it('shows those that are gone as they were read, when somebody looks at them', () => {
    const gone = [
      rowWith({ contractId: 9, goneMs: 0 }),
      rowWith({ contractId: 8, goneMs: 1, label: 'sweep' }),
    ];
    expect(ids(arranged(FLEET, { gone, state: { ...ALL, view: 'gone' } }))).toEqual([9, 8]);
    expect(ids(arranged(FLEET, { gone, state: { ...ALL, view: 'gone', q: 'sweep' } }))).toEqual([8]);
  });

  it('is the same whatever stood where before, and however much was known of it', () => {
    const row = fc.record({
      contractId: fc.integer({ min: 1, max: 60 }),
      hourUsd: fc.constantFrom('1', '2', null),
    });
    const fleet = fc.uniqueArray(row, { selector: ({ contractId }) => contractId, maxLength: 40 });
    fc.assert(
      fc.property(fleet, fleet, (given, earlier) => {
        const rows = given.map(rowWith);
        const places = { context, known: new WeakMap() };
        const before = arranged(earlier.map(rowWith), { places }).rows;
        expect(arranged(rows, { places, before })).toEqual(arranged(rows));
      }),
    );
  });
});
