import { type Usd, ZERO } from '@/lib/money';
import type { Allocation } from './allocation';
import type { Day } from './days';

export const DIMENSIONS = ['team', 'project', 'label', 'gpu', 'item', 'account'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const isDimension = (name: string): name is Dimension =>
  (DIMENSIONS as readonly string[]).includes(name);

/** An amount with all that it can be grouped by. */
export interface Share {
  accountId: string;
  day: Day;
  item: string;
  allocation: Allocation;
  amount: Usd;
}

export interface RollupRow {
  dimension: Dimension;
  day: Day;
  accountId: string;
  /** Empty for what nothing was allocated to. */
  key: string;
  amount: Usd;
}

const keyOf = (
  dimension: Dimension,
  { accountId, item, allocation }: Omit<Share, 'amount' | 'day'>,
): string => {
  switch (dimension) {
    case 'team':
      return allocation.teamId ?? '';
    case 'project':
      return allocation.project ?? '';
    case 'label':
      return allocation.label ?? '';
    case 'gpu':
      return allocation.gpuName ?? '';
    case 'item':
      return item;
    case 'account':
      return accountId;
  }
};

/** The amounts summed by each dimension. Every dimension's sum is the sum of all shares; sums of zero are left out. */
export function rollup(shares: Iterable<Share>): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  for (const share of shares) {
    for (const dimension of DIMENSIONS) {
      const row = { dimension, day: share.day, accountId: share.accountId, key: keyOf(dimension, share) };
      const at = JSON.stringify(Object.values(row));
      rows.set(at, { ...row, amount: (rows.get(at)?.amount ?? ZERO).plus(share.amount) });
    }
  }
  return [...rows.values()].filter((row) => !row.amount.isZero());
}

/** A contract's amount of a day changes hands: what it takes from one side and gives to the other. */
export const handedOver = (
  share: Pick<Share, 'accountId' | 'day' | 'amount'>,
  from: Allocation,
  to: Allocation,
): Share[] => [
  // Whatever the items are, they cancel: the sums by item and by account don't change.
  { ...share, item: '', allocation: from, amount: share.amount.neg() },
  { ...share, item: '', allocation: to },
];
