import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Line } from '@/lib/ledger/lines';
import { type KnownMovement, type Movement, reviseMovements } from '@/lib/ledger/movements';
import { type KnownLine, type Revision, reviseDay } from '@/lib/ledger/revisions';
import { exact, sum, usd } from '@/lib/money';
import { readings } from './ledger-worlds';

const keyOf = (line: Line) => `${line.source} ${line.item} ${line.segment}`;

/** The ledger as PostgreSQL would hold it: appended to, read back as the latest revision of each line. */
function ledger() {
  const rows: Revision[] = [];
  const current = (upTo = rows.length): KnownLine[] => {
    const latest = new Map(rows.slice(0, upTo).map((row) => [keyOf(row), row]));
    return [...latest.values()];
  };
  return {
    rows,
    current,
    record: (reading: readonly Line[]) => {
      const revisions = reviseDay(current(), reading);
      rows.push(...revisions);
      return revisions;
    },
  };
}

const nonZero = (lines: readonly Line[]) =>
  lines
    .filter((line) => !line.amount.isZero())
    .map((line) => `${keyOf(line)} ${exact(line.amount)}`)
    .sort();

it('I12: reading an unchanged day again adds nothing, however often and in whatever order', () => {
  fc.assert(
    fc.property(readings(), fc.nat(), (all, seed) => {
      const book = ledger();
      for (const reading of all) book.record(reading);
      const last = all.at(-1)!;
      const turned = [...last.slice(seed % (last.length + 1)), ...last.slice(0, seed % (last.length + 1))];
      expect(book.record(last)).toEqual([]);
      expect(book.record(turned)).toEqual([]);
    }),
  );
});

it('I14: after every reading the ledger says what that reading said, and still does when asked later', () => {
  fc.assert(
    fc.property(readings(), (all) => {
      const book = ledger();
      const lengths = all.map((reading) => {
        book.record(reading);
        return book.rows.length;
      });
      all.forEach((reading, index) => {
        expect(nonZero(book.current(lengths[index]))).toEqual(nonZero(reading));
        const byDelta = sum(book.rows.slice(0, lengths[index]).map((row) => row.delta));
        expect(exact(byDelta)).toBe(exact(sum(reading.map((line) => line.amount))));
      });
    }),
  );
});

it('I14: a line’s revisions count up from 1 without a gap, and each delta leads from one amount to the next', () => {
  fc.assert(
    fc.property(readings(), (all) => {
      const book = ledger();
      for (const reading of all) book.record(reading);
      const last = new Map<string, Revision>();
      for (const row of book.rows) {
        const before = last.get(keyOf(row));
        expect(row.revision).toBe((before?.revision ?? 0) + 1);
        expect(exact(row.delta)).toBe(exact(row.amount.minus(before?.amount ?? usd('0'))));
        last.set(keyOf(row), row);
      }
    }),
  );
});

it('I15: a contract that is gone from the reading becomes zero and stays in the ledger', () => {
  fc.assert(
    fc.property(readings(), (all) => {
      const book = ledger();
      for (const reading of all) book.record(reading);
      const rowsBefore = [...book.rows];
      const known = nonZero(book.current()).length;
      const revisions = book.record([]);
      expect(revisions).toHaveLength(known);
      expect(revisions.every((row) => row.amount.isZero())).toBe(true);
      expect(exact(sum(book.rows.map((row) => row.delta)))).toBe('0');
      expect(book.rows.slice(0, rowsBefore.length)).toEqual(rowsBefore);
    }),
  );
});

it('money movements are revised like charges: paid later, withdrawn, unchanged', () => {
  const at = (iso: string) => new Date(iso);
  const topUp: Movement = {
    movementId: 'credit/1',
    type: 'credit',
    service: 'stripe_payments',
    amount: usd('-25'),
    description: 'card',
    startedAt: at('2026-11-02T10:00:00Z'),
    endedAt: null,
  };
  const [first] = reviseMovements([], [topUp]) as [KnownMovement];
  expect(first).toMatchObject({ revision: 1, endedAt: null });
  expect(reviseMovements([first], [{ ...topUp, amount: usd('-25.00') }])).toEqual([]);
  const paid = { ...topUp, endedAt: at('2026-11-02T10:01:00Z') };
  expect(reviseMovements([first], [paid])).toMatchObject([{ revision: 2, endedAt: paid.endedAt }]);
  expect(reviseMovements([first], []).map((gone) => exact(gone.amount))).toEqual(['0']);
});
