import { createRequire } from 'node:module';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Gateway } from '@/lib/gateway/types';
import { addDays } from '@/lib/ledger/days';
import type { Scope } from '@/lib/policy/actor';
import { moneyMovements, syncState } from '@/lib/queries/costs';
import { startChargeSync } from '@/lib/sync/charges-worker';
import { startInvoiceSync } from '@/lib/sync/invoices-worker';
import { openJobs } from '@/lib/sync/jobs';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { emulatorToday, ledgerSays, rollupErrors, vastSays } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 12 } as const;
const soon = { timeout: 25_000, interval: 50 };

const scopeOf = ({ workspaceId }: TestWorld) => ({ workspaceId, role: 'owner', sees: 'all' }) as Scope;

/** Watches the calls to Vast.ai: how many are under way, and how many there were. */
function watched(gateway: Gateway) {
  const seen = { now: 0, most: 0, calls: 0 };
  const run: Gateway['run'] = async (...given) => {
    seen.calls += 1;
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    try {
      return await gateway.run(...given);
    } finally {
      seen.now -= 1;
    }
  };
  return { gateway: { ...gateway, run }, seen };
}

async function worker(world: TestWorld, gateway: Gateway, backfillDays: number) {
  const jobs = openJobs(world.store);
  const errors: unknown[] = [];
  jobs.on('error', (error) => errors.push(error));
  await jobs.start();
  const deps = { store: world.store, gateway, now: world.ports.now };
  const end = await startChargeSync(jobs, { ...deps, plan: { backfillDays } }, { tickMs: 100 });
  const endInvoices = await startInvoiceSync(jobs, deps, { tickMs: 100 });
  const stop = async () => {
    await end();
    await endInvoices();
    await jobs.stop({ graceful: false });
    expect(errors).toEqual([]);
  };
  onTestFinished(stop);
  return stop;
}

it('two workers fill the history by themselves, one call at a time, and end when told', async () => {
  const world = await testWorld(OPTIONS);
  const { gateway, seen } = watched(world.gateway);
  const charges = watched(gateway);
  const stops = [await worker(world, charges.gateway, 12), await worker(world, charges.gateway, 12)];
  const yesterday = addDays(emulatorToday(world), -1);
  await vi.waitFor(async () => {
    const [state] = await syncState(world.store.db, scopeOf(world));
    expect(state?.syncedThrough).toBe(yesterday);
    const range = { from: '2025-11-01', to: '2026-12-01' };
    expect((await moneyMovements(world.store.db, scopeOf(world), range)).length).toBeGreaterThan(0);
  }, soon);
  for (const stop of stops) await stop();
  // Charges and money movements are two turns of one identity; neither is ever taken twice at once.
  expect(seen.most).toBeLessThanOrEqual(2);
  const calls = seen.calls;
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen.calls).toBe(calls);
  for (let ago = 0; ago <= 12; ago++) {
    const day = addDays(emulatorToday(world), -ago);
    expect(await ledgerSays(world.store.db, day)).toBe(await vastSays(world, day));
  }
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('a turn that another process is at is left to it', async () => {
  const world = await testWorld(OPTIONS);
  const { gateway, seen } = watched(world.gateway);
  const other = await world.store.pool.connect();
  const { rows } = await other.query('SELECT identity_id FROM account');
  for (const queue of ['charges', 'invoices']) {
    await other.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [
      `${queue} ${rows[0].identity_id}`,
    ]);
  }
  await worker(world, gateway, 2);
  await vi.waitFor(async () => {
    const done = await world.store.pool.query("SELECT 1 FROM pgboss.job WHERE state = 'completed'");
    expect(done.rowCount).toBeGreaterThan(1);
  }, soon);
  expect(seen.calls).toBe(0);
  // Killed, the other process lets go of it at once.
  other.release(true);
  await vi.waitFor(() => expect(seen.calls).toBeGreaterThan(2), soon);
});

it('the queue’s tables are those that the installed pg-boss expects', async () => {
  const world = await testWorld({ ...OPTIONS, history: 1 });
  const installed = createRequire(import.meta.url)('pg-boss/version.json') as { schema: number };
  const { rows } = await world.store.pool.query('SELECT version FROM pgboss.version');
  expect(rows).toEqual([{ version: installed.schema }]);
});
