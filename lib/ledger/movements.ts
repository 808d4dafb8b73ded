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

/** The movements of a listing. Rows without a date can't be placed in time and are counted instead. */
export function readMovements(rows: readonly InvoiceRow[]): { movements: Movement[]; undated: number } {
  const dated = rows.filter((row): row is InvoiceRow & { start: Date } => row.start !== null);
  const seen = new Map<string, number>();
  const movements = dated
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())
    .map((row): Movement => {
      const id =
        row.metadata?.invoice_id ?? `${row.start.getTime() / 1000}/${row.source ?? ''}/${exact(row.amount)}`;
      const same = seen.get(`${row.type}/${id}`) ?? 0;
      seen.set(`${row.type}/${id}`, same + 1);
      return {
        movementId: same === 0 ? `${row.type}/${id}` : `${row.type}/${id}/${same + 1}`,
        type: row.type,
        service: row.metadata?.service ?? row.source,
        amount: row.amount,
        description: row.description ?? '',
        startedAt: row.start,
        endedAt: row.end,
      };
    });
  return { movements, undated: rows.length - dated.length };
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
