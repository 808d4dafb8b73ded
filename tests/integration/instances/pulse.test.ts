import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { usd } from '@/lib/money';
import { instancesPulse } from '@/lib/queries/instances-pulse';
import { account, deferredAct, intent, vastIdentity } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { addInstance, addWorkspace, type Fleet, minutesAgo, NOW, openFleet } from '@/tests/support/fleet';

const fleet: Fleet = await openFleet();
afterAll(() => fleet.store.close());
const { db } = fleet.store;

// Each test looks at a workspace of its own.
let here: Fleet;
beforeEach(async () => {
  here = { ...fleet, ...(await addWorkspace(fleet.store)) };
});

const pulse = (now = NOW) => instancesPulse(db, here.scope, now);

const act = (over: Partial<typeof intent.$inferInsert>) =>
  db.insert(intent).values({
    workspaceId: here.scope.workspaceId,
    accountId: here.accountId,
    operation: operations.manageInstance.name,
    actor: { kind: 'person', name: 'Ada' },
    input: { id: 7, state: 'stopped' },
    contractId: 7,
    openedAt: minutesAgo(1),
    ...over,
  });

const destroy = (over: Partial<typeof deferredAct.$inferInsert>) =>
  db.insert(deferredAct).values({
    workspaceId: here.scope.workspaceId,
    accountId: here.accountId,
    contractId: 7,
    operation: operations.destroyInstance.name,
    actor: { kind: 'person', name: 'Ada' },
    requestedAt: NOW,
    dueAt: new Date(NOW.getTime() + 10_000),
    ...over,
  });

const identity = (set: Partial<typeof vastIdentity.$inferInsert>) =>
  db
    .update(vastIdentity)
    .set(set)
    .where(eq(vastIdentity.id, `https://console.vast.ai#${here.accountId}`));

describe('what is under way', () => {
  it('is what was sent and not answered, with the money it holds', async () => {
    const plan = { what: '2× RTX 4090 as llama at $0.66/h' };
    await act({
      operation: operations.rentOffer.name,
      input: {},
      contractId: null,
      state: 'unknown',
      plan,
      reservedHourUsd: usd('0.668'),
    });
    expect((await pulse()).acts).toMatchObject([
      {
        what: 'rent',
        state: 'unknown',
        contractId: null,
        by: 'Ada',
        object: plan.what,
        reservedHourUsd: '0.668',
      },
    ]);
  });

  it('is what Vast.ai accepted, until a reading that began later has shown it', async () => {
    await act({ state: 'done', closedAt: minutesAgo(0.5) });
    await identity({ instancesNotedAt: minutesAgo(0.2), instancesReadMs: 20_000 });
    expect((await pulse()).acts).toMatchObject([{ what: 'stop', state: 'done' }]);
    await identity({ instancesNotedAt: NOW, instancesReadMs: 20_000 });
    expect((await pulse()).acts).toEqual([]);
  });

  it('is not what was refused, nor another workspace’s', async () => {
    await act({ state: 'refused', closedAt: NOW });
    expect((await pulse()).acts).toEqual([]);
    await act({});
    here = { ...fleet, ...(await addWorkspace(fleet.store)) };
    expect((await pulse()).acts).toEqual([]);
  });

  it('is a destroy in its take-back time, until it is taken back or done', async () => {
    await destroy({});
    const [waiting] = (await pulse()).acts;
    expect(waiting).toMatchObject({ what: 'destroy', state: 'waiting', dueMs: NOW.getTime() + 10_000 });
    for (const [state, shown] of [
      ['started', 1],
      ['taken_back', 0],
      ['done', 0],
      ['refused', 1],
    ] as const) {
      await db.update(deferredAct).set({ state }).where(eq(deferredAct.workspaceId, here.scope.workspaceId));
      expect((await pulse()).acts, state).toHaveLength(shown);
    }
    expect((await pulse(new Date(NOW.getTime() + 3_600_000))).acts).toEqual([]);
  });

  it('names what a destroy is about, where it has a name', async () => {
    await addInstance(here, { contractId: 7, label: 'llama-ft-12' });
    await destroy({});
    await destroy({ contractId: 8 });
    expect((await pulse()).acts.map((each) => [each.contractId, each.object])).toEqual([
      [7, 'llama-ft-12'],
      [8, null],
    ]);
  });

  it('is timed by the accounts’ clock, which may be days ahead', async () => {
    await identity({ instancesReadAt: new Date(NOW.getTime() + 86_400_000), instancesNotedAt: NOW });
    await destroy({});
    const { nowMs, acts } = await pulse();
    expect(nowMs).toBe(NOW.getTime() + 86_400_000);
    expect((acts[0]?.dueMs ?? 0) - nowMs).toBe(10_000);
  });

  it('tells nothing to a role that may not read instances', async () => {
    await act({});
    const nobody = { ...here.scope, role: 'nobody' as 'viewer' };
    expect(await instancesPulse(db, nobody, NOW)).toMatchObject({ accounts: [], acts: [] });
  });
});

describe('how the accounts are', () => {
  it('is silent after three minutes without a reading, and later where one takes minutes', async () => {
    const silent = async () => (await pulse()).accounts.map((each) => each.silent);
    await identity({ instancesNotedAt: minutesAgo(2.9), instancesReadMs: 400 });
    expect(await silent()).toEqual([false]);
    await identity({ instancesNotedAt: minutesAgo(3.1) });
    expect(await silent()).toEqual([true]);
    // A fleet of 10,000 is 400 pages, a second apart.
    await identity({ instancesNotedAt: minutesAgo(15), instancesReadMs: 400_000 });
    expect(await silent()).toEqual([false]);
  });

  it('names a dead key with Vast.ai’s words, and leaves out what was unlinked', async () => {
    const mine = and(eq(account.workspaceId, here.scope.workspaceId), eq(account.id, here.accountId));
    await db.update(account).set({ state: 'revoked', stateDetail: 'Invalid user key' }).where(mine);
    expect((await pulse()).accounts).toMatchObject([{ state: 'revoked', says: 'Invalid user key' }]);
    await db.update(account).set({ removedAt: NOW }).where(mine);
    expect((await pulse()).accounts).toEqual([]);
  });
});
