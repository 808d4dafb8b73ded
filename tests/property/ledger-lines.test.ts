import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, dayOf, daysIn, endOf, epochSecondsOf, startOf } from '@/lib/ledger/days';
import { parseDescription } from '@/lib/ledger/description';
import { contentOf, readDay } from '@/lib/ledger/lines';
import { exact, roundParts, sum, times, type Usd, usd } from '@/lib/money';
import { amounts, contracts, replyOf } from './ledger-worlds';

const u = usd('0.0005');
const total = (lines: readonly { amount: Usd }[]) => exact(sum(lines.map((line) => line.amount)));

it('I1: a day’s lines add up to Vast.ai’s amounts exactly, and what rounding explains is no mismatch', () => {
  fc.assert(
    fc.property(contracts(1), (world) => {
      const rows = replyOf(world, [0]);
      const reading = readDay(rows);
      expect(total(reading.lines)).toBe(total(rows));
      expect(exact(reading.total)).toBe(total(rows));
      expect(reading.mismatches).toBe(0);
    }),
  );
});

it('I1: a contract whose items miss its amount by more than rounding is kept as it is, and counted', () => {
  fc.assert(
    fc.property(contracts(1), fc.nat(), fc.boolean(), (world, which, more) => {
      fc.pre(world.length > 0);
      const rows = replyOf(world, [0]).map((row, index) => {
        const tolerance = times(u, (row.items?.length ?? 0) + 1);
        const off = times(tolerance, 2).plus(usd('0.001'));
        return index === which % world.length
          ? { ...row, amount: more ? row.amount.plus(off) : row.amount.minus(off) }
          : row;
      });
      const reading = readDay(rows);
      expect(reading.mismatches).toBe(1);
      expect(total(reading.lines)).toBe(total(rows));
    }),
  );
});

it('a contract without items is one line of its whole amount, and no mismatch', () => {
  const [row] = replyOf([{ source: 'volume-7', label: null, metered: [] }], [0]);
  const reading = readDay([{ ...row!, type: 'volume', amount: usd('0.25'), items: [] }]);
  expect(reading).toMatchObject({ contracts: 1, mismatches: 0 });
  expect(reading.lines).toMatchObject([{ source: 'volume-7', item: 'other', contractId: null }]);
  expect(total(reading.lines)).toBe('0.25');
});

it('I3: two days asked apart and together differ by no more than their roundings, per contract and item', () => {
  fc.assert(
    fc.property(contracts(2), (world) => {
      const byItem = (rows: ReturnType<typeof replyOf>) =>
        rows.flatMap((row) => (row.items ?? []).map((item, at) => ({ key: `${row.source} ${at}`, ...item })));
      const together = new Map(byItem(replyOf(world, [0, 1])).map((item) => [item.key, item.amount]));
      const second = new Map(byItem(replyOf(world, [1])).map((item) => [item.key, item.amount]));
      for (const first of byItem(replyOf(world, [0]))) {
        const apart = first.amount.plus(second.get(first.key)!);
        // One rounding for each day, and one for both together.
        expect(apart.minus(together.get(first.key)!).abs().lte(times(u, 3))).toBe(true);
      }
    }),
  );
});

it('I7: the total is the same to the last digit in whatever order and grouping it is added', () => {
  fc.assert(
    fc.property(
      fc
        .array(amounts, { maxLength: 60 })
        .chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
            fc.nat(list.length),
          ),
        ),
      ([list, shuffled, cut]) => {
        const grouped = sum([sum(shuffled.slice(0, cut)), sum(shuffled.slice(cut))]);
        expect(exact(grouped)).toBe(exact(sum(list)));
      },
    ),
  );
});

it('the order in which Vast.ai lists a day’s contracts doesn’t make it another day', () => {
  fc.assert(
    fc.property(
      contracts(1).chain((world) =>
        fc.tuple(
          fc.constant(world),
          fc.shuffledSubarray(world, { minLength: world.length, maxLength: world.length }),
        ),
      ),
      ([world, shuffled]) => {
        expect(contentOf(readDay(replyOf(shuffled, [0])).lines)).toBe(
          contentOf(readDay(replyOf(world, [0])).lines),
        );
      },
    ),
  );
});

it('I8: the parts on a screen add up to the total on that screen', () => {
  fc.assert(
    fc.property(fc.array(amounts, { maxLength: 30 }), fc.integer({ min: 0, max: 3 }), (parts, places) => {
      const shown = roundParts(parts, places);
      expect(exact(sum(shown))).toBe(exact(sum(parts).toDecimalPlaces(places, 4 /* half up */)));
      shown.forEach((part, index) => {
        expect(
          part
            .minus(parts[index]!)
            .abs()
            .lt(usd((10 ** -places).toFixed(places))),
        ).toBe(true);
      });
    }),
  );
});

it('I9: the days of any month tile it, leap February and year ends included', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const from = `${year}-${String(month).padStart(2, '0')}-01`;
      const to = dayOf(new Date(Date.UTC(year, month, 1)));
      const days = daysIn({ from, to });
      expect(days).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate());
      let edge = startOf(from).getTime() / 1000;
      for (const day of days) {
        expect(epochSecondsOf(day)).toEqual({ from: edge, to: edge + 86_399 });
        expect(endOf(day)).toEqual(startOf(addDays(day, 1)));
        edge += 86_400;
      }
      expect(edge).toBe(startOf(to).getTime() / 1000);
    }),
  );
});

it('a description is read where its wording is known, and is nothing where it isn’t', () => {
  expect(parseDescription('96.000 hours at $0.389/hour')).toMatchObject({
    quantity: '96.000',
    unit: 'hours',
    per: 'hour',
  });
  expect(exact(parseDescription('1,024.5 GB at $1,000.25/TB')!.price)).toBe('1000.25');
  for (const other of ['', 'Storage', '96 hours', 'at $0.389/hour', '1e5 hours at $2/hour', '5 GB at $/GB']) {
    expect(parseDescription(other)).toBeNull();
  }
});
