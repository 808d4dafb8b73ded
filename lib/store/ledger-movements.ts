import { and, desc, eq, gte, inArray, lt, or } from 'drizzle-orm';
import type { KnownMovement, Movement } from '@/lib/ledger/movements';
import type { Tx } from './db';
import { moneyMovement } from './schema';

interface AccountKey {
  workspaceId: string;
  accountId: string;
}

/** The latest revision of the movements begun in [from, to), and of those that a listing of that window names. */
export async function currentMovements(
  tx: Tx,
  at: AccountKey,
  window: { from: Date; to: Date },
  named: readonly Movement[],
): Promise<KnownMovement[]> {
  const ids = named.map((movement) => movement.movementId);
  const ofAccount = and(
    eq(moneyMovement.workspaceId, at.workspaceId),
    eq(moneyMovement.accountId, at.accountId),
  );
  const latest = tx
    .selectDistinctOn([moneyMovement.movementId])
    .from(moneyMovement)
    .where(ofAccount)
    .orderBy(moneyMovement.movementId, desc(moneyMovement.revision))
    .as('latest');
  return tx
    .select()
    .from(latest)
    .where(
      or(
        and(gte(latest.startedAt, window.from), lt(latest.startedAt, window.to)),
        inArray(latest.movementId, ids),
      ),
    );
}

export async function appendMovements(
  tx: Tx,
  at: AccountKey,
  revisions: readonly KnownMovement[],
  knownFrom: Date,
): Promise<void> {
  if (revisions.length === 0) return;
  await tx.insert(moneyMovement).values(revisions.map((revision) => ({ ...revision, ...at, knownFrom })));
}
