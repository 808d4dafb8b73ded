import { eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { usd } from '@/lib/money';
import { find } from '@/lib/queries/find';
import { meter } from '@/lib/queries/meter';
import { account, vastIdentity, workspace } from '@/lib/store/schema';
import {
  addAccount,
  addInstance,
  addWorkspace,
  type Fleet,
  minutesAgo,
  NOW,
  openFleet,
} from '@/tests/support/fleet';

async function fleet(): Promise<Fleet> {
  const opened = await openFleet();
  onTestFinished(() => opened.store.close());
  return opened;
}

const read = ({ store, scope }: Fleet) => meter(store.db, scope, NOW);

it('burn is what every instance costs in its present state, disks of stopped ones included', async () => {
  const one = await fleet();
  await addInstance(one, { contractId: 1, numGpus: 4, presentHour: usd('1.44') });
  await addInstance(one, { contractId: 2, actualStatus: 'exited', presentHour: usd('0.0125') });
  await addInstance(one, { contractId: 3, presentHour: usd('9'), goneAt: minutesAgo(1) });
  expect(await read(one)).toMatchObject({ hourUsd: '1.4525', gpus: 4, running: 1, instances: 2 });
});

it('a demo’s dollars are never in a sum with real ones', async () => {
  const real = await fleet();
  const demo: Fleet = { store: real.store, ...(await addWorkspace(real.store)) };
  await real.store.db.update(workspace).set({ kind: 'demo' }).where(eq(workspace.id, demo.scope.workspaceId));
  await addInstance(real, { contractId: 1, presentHour: usd('1'), numGpus: 1 });
  await addInstance(demo, { contractId: 1, presentHour: usd('100'), numGpus: 50 });
  await real.store.db
    .update(account)
    .set({ credit: usd('10'), creditReadAt: NOW })
    .where(eq(account.id, real.accountId));
  await real.store.db
    .update(account)
    .set({ credit: usd('5000'), creditReadAt: NOW })
    .where(eq(account.id, demo.accountId));
  expect(await read(real)).toMatchObject({ hourUsd: '1', gpus: 1, credit: '10', accounts: 1 });
  expect(await read(demo)).toMatchObject({ hourUsd: '100', gpus: 50, credit: '5000', accounts: 1 });
});

it('time left is the first account’s to run dry, on that account’s own money', async () => {
  const poor = await fleet();
  const { db } = poor.store;
  const richId = await addAccount(db, poor.scope.workspaceId, {
    name: 'rich',
    credit: usd('10000'),
    creditReadAt: NOW,
  });
  await db
    .update(account)
    .set({ name: 'poor', credit: usd('2'), creditReadAt: minutesAgo(30) })
    .where(eq(account.id, poor.accountId));
  await addInstance(poor, { contractId: 1, presentHour: usd('1') });
  await addInstance({ ...poor, accountId: richId }, { contractId: 2, presentHour: usd('1') });
  const figures = await read(poor);
  expect(figures.credit).toBe('10002');
  expect(figures.stopsAccount).toBe('poor');
  // Two hours from when its credit was read, half an hour ago.
  expect(figures.stopsAt).toBe(minutesAgo(-90).toISOString());
});

it('an account that was unlinked burns nothing here', async () => {
  const one = await fleet();
  await addInstance(one, { contractId: 1 });
  await one.store.db
    .update(account)
    .set({ removedAt: NOW, credit: usd('7') })
    .where(eq(account.id, one.accountId));
  expect(await read(one)).toMatchObject({ hourUsd: '0', gpus: 0, accounts: 0, credit: null, readAt: null });
});

it('the time is the accounts’, counted on from their last reply', async () => {
  const one = await fleet();
  await one.store.db
    .update(vastIdentity)
    .set({ instancesReadAt: minutesAgo(-600), instancesNotedAt: minutesAgo(5) });
  expect((await read(one)).now).toBe(minutesAgo(-605).toISOString());
});

it('an account that was never read leaves the age unknown, and one that fails is named', async () => {
  const one = await fleet();
  expect((await read(one)).readAt).toBe(NOW.toISOString());
  await addAccount(one.store.db, one.scope.workspaceId, { name: 'dead', state: 'revoked' });
  await one.store.db
    .update(vastIdentity)
    .set({ instancesReadAt: null, instancesNotedAt: null })
    .where(eq(vastIdentity.id, (await identities(one)).dead ?? ''));
  expect(await read(one)).toMatchObject({ readAt: null, silent: ['dead'] });
});

it('finding looks only where one is, and takes a sign for a letter', async () => {
  const one = await fleet();
  const other: Fleet = { store: one.store, ...(await addWorkspace(one.store)) };
  await addInstance(one, { contractId: 371_200, label: 'llama_ft', machineId: 77 });
  await addInstance(other, { contractId: 371_201, label: 'llamaXft' });
  const found = async (typed: string) =>
    (await find(one.store.db, one.scope, typed)).map(({ label }) => label);
  expect(await found('llama_')).toEqual(['llama_ft']);
  expect(await found('#3712')).toEqual(['llama_ft']);
  expect(await found('77')).toEqual(['llama_ft']);
  expect(await found('xft')).toEqual([]);
  expect(await found('%')).toEqual([]);
});

async function identities({ store, scope }: Fleet): Promise<Record<string, string>> {
  const rows = await store.db.select().from(account).where(eq(account.workspaceId, scope.workspaceId));
  return Object.fromEntries(rows.map((row) => [row.name, row.identityId]));
}
