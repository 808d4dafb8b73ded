import { type Usd, ZERO } from '@/lib/money';
import type { Line } from './lines';

/** A line as the ledger last heard of it. */
export interface KnownLine extends Line {
  /** 1, 2, … */
  revision: number;
}

/** What to append: the amount from now on, and by how much it differs from the one before. */
export interface Revision extends Line {
  revision: number;
  delta: Usd;
}

/**
 * What a new reading of a day adds to the ledger. Nothing for what is unchanged, a revision for a changed amount,
 * and a revision to zero for what is no longer there: nothing that was once said is edited or deleted.
 */
export function reviseDay(known: readonly KnownLine[], reading: readonly Line[]): Revision[] {
  const before = new Map(known.map((line) => [keyOf(line), line]));
  const revisions: Revision[] = [];
  for (const line of reading) {
    const last = before.get(keyOf(line));
    before.delete(keyOf(line));
    if (last?.amount.eq(line.amount)) continue;
    revisions.push({
      ...line,
      revision: (last?.revision ?? 0) + 1,
      delta: line.amount.minus(last?.amount ?? ZERO),
    });
  }
  for (const gone of before.values()) {
    if (gone.amount.isZero()) continue;
    revisions.push({ ...gone, amount: ZERO, revision: gone.revision + 1, delta: gone.amount.neg() });
  }
  return revisions;
}

const keyOf = (line: Line): string => JSON.stringify([line.source, line.item, line.segment]);
