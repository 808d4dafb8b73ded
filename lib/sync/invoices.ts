/** Money movement into the store, a window at a time: append-only, a change is a revision. */
import { and, eq, sql } from 'drizzle-orm';
import { readMovements, reviseMovements } from '@/lib/ledger/movements';
import { publish } from '@/lib/live/publish';
import type { Db } from '@/lib/store/db';
import { lockMovements } from '@/lib/store/ledger-locks';
import { appendMovements, currentMovements } from '@/lib/store/ledger-movements';
import { costSync } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import type { SyncPorts } from './charges';
import { type AccountRef, costActor, DEADLINE_MS } from './charges-read';
import { noteFailure } from './charges-state';
import { planMovements, type Window } from './invoices-plan';
import { movementProgress } from './invoices-state';
import { readWhole } from './pages';
import { windowUnsettled } from './problems';

/** Reads one window and stores it; returns how many revisions it brought. */
export async function syncMovementWindow(
  { gateway, db, now }: SyncPorts,
  at: AccountRef,
  window: Window,
): Promise<Result<number>> {
  const seconds = { from: window.from.getTime() / 1000, to: window.to.getTime() / 1000 - 1 };
  const read = await readWhole((token) =>
    gateway.run(
      operations.listInvoices,
      at.accountId,
      { ...seconds, ...(token === undefined ? {} : { after_token: token }) },
      costActor(at.workspaceId),
      { deadlineMs: DEADLINE_MS },
    ),
  );
  if (read.kind !== 'read') {
    const problem =
      read.kind === 'failed'
        ? read.problem
        : windowUnsettled({ from: window.from.toISOString(), to: window.to.toISOString() });
    await noteFailure(db, at, 'movements', problem, now());
    return fail(problem);
  }
  const movements = readMovements(read.rows, window);
  return db.transaction(async (tx) => {
    await lockMovements(tx, at.workspaceId, at.accountId);
    const revisions = reviseMovements(await currentMovements(tx, at, window, movements), movements);
    await appendMovements(tx, at, revisions, now());
    const read = { readThrough: window.to, failures: 0, retryAt: null, problem: null };
    await tx
      .insert(costSync)
      .values({ workspaceId: at.workspaceId, accountId: at.accountId, what: 'movements', ...read })
      .onConflictDoUpdate({
        target: [costSync.workspaceId, costSync.accountId, costSync.what],
        set: { ...read, readThrough: sql`greatest(${costSync.readThrough}, excluded.read_through)` },
      });
    if (revisions.length > 0) await publish(tx, at.workspaceId, ['costs']);
    return ok(revisions.length);
  });
}

/** Reads the windows that are due for an identity's accounts, until nothing is left or `goOn` says stop. */
export async function syncDueMovements(
  ports: SyncPorts,
  identityId: string,
  goOn: () => boolean,
): Promise<void> {
  for (const one of await movementProgress(ports.db, identityId)) {
    const windows = planMovements(one, ports.now());
    let read = 0;
    for (const window of windows) {
      if (!goOn()) return;
      const synced = await syncMovementWindow(ports, one, window);
      if (!synced.ok) break;
      read += 1;
    }
    if (windows.length > 0 && read === windows.length) await notePass(ports.db, one, ports.now());
  }
}

const notePass = (db: Db, at: AccountRef, now: Date) =>
  db
    .update(costSync)
    .set({ readAt: now })
    .where(
      and(
        eq(costSync.workspaceId, at.workspaceId),
        eq(costSync.accountId, at.accountId),
        eq(costSync.what, 'movements'),
      ),
    );
