import { expect, it } from 'vitest';
import { reviseMovements } from '@/lib/ledger/movements';
import { usd } from '@/lib/money';
import { appendMovements, currentMovements } from '@/lib/store/ledger-movements';
import { openFleet } from '@/tests/support/fleet';

const NOW = new Date('2026-11-24T12:00:00Z');
const TOP_UP = {
  movementId: 'credit/1',
  type: 'credit',
  service: 'stripe',
  amount: usd('-25'),
  description: 'Top-up',
  startedAt: new Date('2026-11-20T10:00:00Z'),
  endedAt: null,
};

it('a movement that a later window lists again is revised, not begun anew, and of others’ only the window’s are known', async () => {
  const { store, scope, accountId } = await openFleet();
  const at = { workspaceId: scope.workspaceId, accountId };
  const other = { ...TOP_UP, movementId: 'credit/2', revision: 1 };
  await appendMovements(store.db, at, [{ ...TOP_UP, revision: 1 }, other], NOW);

  const window = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') };
  const paid = { ...TOP_UP, endedAt: new Date('2026-11-23T09:00:00Z') };
  const known = await currentMovements(store.db, at, window, [paid]);
  expect(known.map(({ movementId }) => movementId)).toEqual(['credit/1']);
  expect(reviseMovements(known, [paid])).toEqual([{ ...paid, revision: 2 }]);
  expect(await currentMovements(store.db, at, window, [])).toEqual([]);
  await store.close();
});
