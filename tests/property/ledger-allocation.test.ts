import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Allocation, allocate, fits, labelOn } from '@/lib/ledger/allocation';
import { DIMENSIONS, handedOver, type RollupRow, rollup, type Share } from '@/lib/ledger/rollup';
import { exact, sum, ZERO } from '@/lib/money';
import { allocations, amounts } from './ledger-worlds';

const shares: fc.Arbitrary<Share[]> = fc.array(
  fc.record({
    accountId: fc.constantFrom('one', 'two'),
    day: fc.constantFrom('2026-11-01', '2026-11-02'),
    item: fc.constantFrom('gpu', 'disk', 'rounding'),
    allocation: allocations,
    amount: amounts,
  }),
  { maxLength: 40 },
);

const bySum = (rows: readonly RollupRow[]) =>
  rows.map(({ amount, ...row }) => `${JSON.stringify(row)} ${exact(amount)}`).sort();

it('I25: whatever is grouped by, the groups with the unallocated one add up to the ledger', () => {
  fc.assert(
    fc.property(shares, (all) => {
      const rows = rollup(all);
      for (const dimension of DIMENSIONS) {
        for (const day of ['2026-11-01', '2026-11-02']) {
          const groups = rows.filter((row) => row.dimension === dimension && row.day === day);
          const lines = all.filter((share) => share.day === day);
          expect(exact(sum(groups.map((row) => row.amount)))).toBe(
            exact(sum(lines.map((share) => share.amount))),
          );
        }
      }
    }),
  );
});

it('I7: the order of the lines doesn’t change a sum', () => {
  fc.assert(
    fc.property(shares, (all) => {
      expect(bySum(rollup(all.toReversed()))).toEqual(bySum(rollup(all)));
    }),
  );
});

it('I25: costs that change hands again and again end where a fresh reckoning puts them', () => {
  fc.assert(
    fc.property(shares, fc.array(fc.tuple(fc.nat(), allocations), { maxLength: 20 }), (all, moves) => {
      const owners: Allocation[] = all.map((share) => share.allocation);
      const booked = [...all];
      for (const [which, to] of moves) {
        const at = which % (all.length || 1);
        const share = all[at];
        if (!share) continue;
        booked.push(...handedOver(share, owners[at]!, to));
        owners[at] = to;
      }
      const fresh = all.map((share, at) => ({ ...share, allocation: owners[at]! }));
      expect(bySum(rollup(booked))).toEqual(bySum(rollup(fresh)));
    }),
  );
});

it('a sum that comes to nothing leaves no row', () => {
  const share = { accountId: 'one', day: '2026-11-01', item: 'gpu', allocation: nobody(), amount: ZERO };
  expect(rollup([share])).toEqual([]);
});

it('what a hand decided goes before the rules, and of the rules the first that fits decides', () => {
  const rules = [
    { labelPattern: 'llama-*', teamId: 'nlp', project: 'pretrain' },
    { labelPattern: '*', teamId: 'rest', project: null },
  ];
  const gpuName = 'H100';
  expect(allocate({ gpuName, assignment: null }, rules, 'LLAMA-70b')).toMatchObject({
    teamId: 'nlp',
    project: 'pretrain',
  });
  expect(allocate({ gpuName, assignment: null }, rules, 'other')).toMatchObject({ teamId: 'rest' });
  expect(allocate({ gpuName, assignment: null }, rules, null)).toMatchObject({ teamId: null, project: null });
  const owned = { teamId: 'vision', project: null, ownerId: 'mia' };
  expect(allocate({ gpuName, assignment: owned }, rules, 'llama-1')).toEqual({
    teamId: 'vision',
    project: null,
    ownerId: 'mia',
    label: 'llama-1',
    gpuName,
  });
  const onlyOwner = { teamId: null, project: null, ownerId: 'mia' };
  expect(allocate({ gpuName, assignment: onlyOwner }, rules, 'llama-1')).toMatchObject({
    teamId: 'nlp',
    ownerId: 'mia',
  });
});

it('a pattern is text with stars and nothing else', () => {
  expect(fits('a.c', 'abc')).toBe(false);
  expect(fits('a.c*', 'a.c (1)')).toBe(true);
  expect(fits('*-eval-*', 'nightly-eval-7')).toBe(true);
  expect(fits('eval', 'eval-7')).toBe(false);
  expect(fits('*', '')).toBe(true);
  fc.assert(
    fc.property(fc.string(), fc.string(), (head, tail) => {
      expect(fits(`${head.replaceAll('*', '')}*`, head.replaceAll('*', '') + tail)).toBe(true);
    }),
  );
});

it('I29: a rename counts from its own day on; before Gantry knew the contract, its first known name does', () => {
  const history = [
    { fromAt: new Date('2026-11-05T08:00:00Z'), label: 'late' },
    { fromAt: new Date('2026-11-03T12:00:00Z'), label: 'early' },
  ];
  expect(labelOn('2026-11-04', history, 'rewritten')).toBe('early');
  expect(labelOn('2026-11-05', history, 'rewritten')).toBe('late');
  expect(labelOn('2026-11-01', history, 'rewritten')).toBe('early');
  expect(labelOn('2026-11-01', [], 'said first')).toBe('said first');
  expect(labelOn('2026-11-09', [{ fromAt: new Date('2026-11-03T00:00:00Z'), label: '' }], 'x')).toBeNull();
});

function nobody(): Allocation {
  return { teamId: null, project: null, ownerId: null, label: null, gpuName: null };
}
