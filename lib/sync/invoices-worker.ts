import type PgBoss from 'pg-boss';
import type { ChargeSyncDeps } from './charges-worker';
import { syncDueMovements } from './invoices';
import { planMovements } from './invoices-plan';
import { movementProgress } from './invoices-state';
import { startTurns, type TurnOptions } from './jobs';

/** Keeps every linked account's money movements read. Returns the function that ends it. */
export function startInvoiceSync(
  boss: PgBoss,
  { store, ...ports }: Omit<ChargeSyncDeps, 'plan'>,
  options: TurnOptions = {},
): Promise<() => Promise<void>> {
  const { db, pool } = store;
  return startTurns(
    boss,
    { pool, now: ports.now },
    {
      queue: 'invoices',
      due: async () => {
        const now = ports.now();
        const due = (await movementProgress(db)).filter((one) => planMovements(one, now).length > 0);
        return [...new Set(due.map((one) => one.identityId))];
      },
      work: (identityId, goOn) => syncDueMovements({ ...ports, db }, identityId, goOn),
    },
    { workers: 1, ...options },
  );
}
