import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { deploymentState } from '@/lib/queries/deployment';
import { tellEvents } from '@/lib/store/events';
import {
  account,
  chargeDay,
  costSync,
  deferredAct,
  intent,
  vastIdentity,
  webhookDelivery,
  webhookEndpoint,
} from '@/lib/store/schema';
import { openJobs } from '@/lib/sync/jobs';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';
import { openTestStore } from '../auth/world';

const HOOKS = [randomUUID(), randomUUID()] as const;
const NOW = new Date('2026-11-24T12:00:00Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

it('an empty deployment has nothing that waits', async () => {
  const { db, close } = await openTestStore();
  expect(await deploymentState(db, NOW)).toEqual({
    unsettled: { open: 0, unknown: 0, oldestSeconds: 0 },
    accounts: [],
    queues: [],
    destroys: { waiting: 0, overdue: 0 },
    webhooks: { late: 0, paused: 0 },
  });
  await close();
});

it('tells what is unsettled, how old each account’s picture is, and what waits for the worker', async () => {
  const store = await openTestStore();
  const { db } = store;
  const scope = await makeWorkspace(db);
  const id = await linkFake(db, scope, 'https://console.vast.ai', {
    // The account's clock runs an hour ahead of ours.
    creditReadAt: before(-3_600 + 20),
  });
  const fresh = await linkFake(db, scope, 'https://console.vast.ai', { state: 'revoked' });
  await linkFake(db, scope, 'https://console.vast.ai', { removedAt: NOW });
  const [link] = await db.select().from(account).where(eq(account.id, id));
  await db
    .update(vastIdentity)
    .set({ instancesReadAt: before(-3_600 + 90), instancesNotedAt: before(90) })
    .where(eq(vastIdentity.id, link?.identityId ?? ''));
  const ofAccount = { workspaceId: scope.workspaceId, accountId: id };
  // Four days have ended since the first: one was read after its end, one before, one never; one is older.
  await db.insert(costSync).values({ ...ofAccount, what: 'charges', firstDay: '2026-11-20', clockAt: NOW });
  const read = (day: string, readBeganAt: string) => ({
    ...ofAccount,
    day,
    readBeganAt: new Date(readBeganAt),
    triedAt: NOW,
  });
  await db
    .insert(chargeDay)
    .values([
      read('2026-11-19', '2026-11-21T00:00:00Z'),
      read('2026-11-20', '2026-11-21T00:00:00Z'),
      read('2026-11-21', '2026-11-21T23:59:59Z'),
      read('2026-11-24', '2026-11-24T11:00:00Z'),
    ]);
  const act = { ...ofAccount, operation: 'x', actor: {}, input: {} };
  await db.insert(intent).values([
    { ...act, state: 'unknown', openedAt: before(300) },
    { ...act, state: 'open', openedAt: before(5) },
    { ...act, state: 'done', openedAt: before(900), closedAt: NOW },
  ]);
  const destroy = { ...ofAccount, operation: 'x', actor: {}, requestedAt: before(30) };
  await db.insert(deferredAct).values([
    { ...destroy, contractId: 1, dueAt: before(20) },
    { ...destroy, contractId: 2, dueAt: before(-5) },
    { ...destroy, contractId: 3, dueAt: before(20), state: 'done' },
  ]);
  const hook = { workspaceId: scope.workspaceId, name: 'x', url: 'https://example.com', secretSealed: '' };
  await db.insert(webhookEndpoint).values({ ...hook, id: HOOKS[0], createdAt: NOW });
  await tellEvents(
    db,
    scope.workspaceId,
    [1, 2].map((n) => ({ type: 'limit.reached', at: NOW, data: { n } })),
  );
  await db.update(webhookDelivery).set({ nextTryAt: before(61) });
  // What waits for one that was paused isn’t late.
  await db.insert(webhookEndpoint).values({ ...hook, id: HOOKS[1], createdAt: NOW });
  await tellEvents(db, scope.workspaceId, [{ type: 'limit.reached', at: NOW, data: {} }]);
  await db
    .update(webhookDelivery)
    .set({ nextTryAt: before(61) })
    .where(eq(webhookDelivery.endpointId, HOOKS[1]));
  await db
    .update(webhookEndpoint)
    .set({ pausedWhy: 'failing', pausedAt: NOW })
    .where(eq(webhookEndpoint.id, HOOKS[1]));
  const jobs = openJobs(store);
  await jobs.start();
  await jobs.createQueue('charges', { name: 'charges', policy: 'standard' });
  for (const identityId of [randomUUID(), randomUUID()]) await jobs.send('charges', { identityId });

  const state = await deploymentState(db, NOW);
  expect(state).toMatchObject({
    unsettled: { open: 1, unknown: 1, oldestSeconds: 300 },
    queues: expect.arrayContaining([{ queue: 'charges', state: 'created', jobs: 2 }]),
    destroys: { waiting: 2, overdue: 1 },
    webhooks: { late: 2, paused: 1 },
  });
  expect(state.accounts).toHaveLength(2);
  expect(state.accounts).toContainEqual({
    id,
    works: true,
    pollSeconds: 90,
    creditSeconds: 20,
    daysBehind: 3,
  });
  expect(state.accounts).toContainEqual({
    id: fresh,
    works: false,
    pollSeconds: null,
    creditSeconds: null,
    daysBehind: null,
  });
  await jobs.stop({ graceful: false });
  await store.close();
});
