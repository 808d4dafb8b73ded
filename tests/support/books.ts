/** Days written straight into the books, for tests that are about reading them. */
import { type Revision, reviseDay } from '@/lib/ledger/revisions';
import { usd } from '@/lib/money';
import { book } from '@/lib/store/ledger-allocation';
import { appendRevisions, ensureMonth } from '@/lib/store/ledger-lines';
import type { Fleet } from './fleet';

/** What each contract cost on the day, as GPU time; it was not there before. */
export async function writeDay(
  { store: { db }, scope: { workspaceId }, accountId }: Fleet,
  day: string,
  costs: readonly { contractId: number; label: string; amount: string }[],
): Promise<void> {
  const revisions: Revision[] = reviseDay(
    [],
    costs.map(({ contractId, label, amount }) => ({
      source: `instance-${contractId}`,
      item: 'gpu',
      segment: 0,
      amount: usd(amount),
      type: 'instance',
      contractId,
      description: '',
      label,
      templateId: null,
      endpointId: null,
      workergroupId: null,
    })),
  );
  await ensureMonth(db, day);
  await db.transaction(async (tx) => {
    await appendRevisions(tx, { workspaceId, accountId, day }, revisions, new Date(`${day}T23:59:59Z`));
    const bookings = revisions.map((revision) => ({ accountId, day, revision }));
    await book(tx, workspaceId, [], bookings);
  });
}
