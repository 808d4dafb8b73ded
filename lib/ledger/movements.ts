import { exact, type Usd, ZERO } from '@/lib/money';
import type { InvoiceRow } from '@/lib/vast/operations/billing';

/** Money that moved: a top-up, a transfer, a refund, a payout. Never usage. */
export interface Movement {
  /** Vast.ai's invoice id with its type, or made of what is known where Vast.ai gives none. */
  movementId: string;
  type: string;
  service: string | null;
  /** As Vast.ai signs it: a card top-up of 25 dollars is -25. */
  amount: Usd;
  description: string;
  startedAt: Date;
  /** Null while unpaid. */
  endedAt: Date | null;
}

export interface KnownMovement extends Movement {
  revision: number;
}

/** The movements of a listing; one that comes without any date is placed where it was found. */
export function readMovements(rows: readonly InvoiceRow[], foundIn: { from: Date }): Movement[] {
  const seen = new Map<string, number>();
  return rows
    .map((row) => ({ ...row, startedAt: row.start ?? row.end ?? foundIn.from }))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
    .map((row) => {
      const id =
        row.metadata?.invoice_id ?? `${row.startedAt.toISOString()}/${row.source ?? ''}/${exact(row.amount)}`;
      const named = `${row.type}/${id}`;
      const times = (seen.get(named) ?? 0) + 1;
      seen.set(named, times);
      return {
        movementId: times === 1 ? named : `${named}/${times}`,
        type: row.type,
        service: row.metadata?.service ?? row.source,
        amount: row.amount,
        description: row.description ?? '',
        startedAt: row.startedAt,
        endedAt: row.end,
      };
    });
}

/** What a new listing of a window adds: nothing for what is unchanged, a revision to zero for what is gone. */
export function reviseMovements(
  known: readonly KnownMovement[],
  reading: readonly Movement[],
): KnownMovement[] {
  const before = new Map(known.map((movement) => [movement.movementId, movement]));
  const revisions: KnownMovement[] = [];
  for (const movement of reading) {
    const last = before.get(movement.movementId);
    before.delete(movement.movementId);
    if (last && sameMovement(last, movement)) continue;
    revisions.push({ ...movement, revision: (last?.revision ?? 0) + 1 });
  }
  for (const gone of before.values()) {
    if (!gone.amount.isZero()) revisions.push({ ...gone, amount: ZERO, revision: gone.revision + 1 });
  }
  return revisions;
}

const sameMovement = (a: Movement, b: Movement): boolean =>
  a.amount.eq(b.amount) &&
  a.startedAt.getTime() === b.startedAt.getTime() &&
  a.endedAt?.getTime() === b.endedAt?.getTime();
