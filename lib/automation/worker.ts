/**
 * What Gantry does when nobody is looking: polls instances and credit, ends leases, performs destroys whose
 * take-back time is over, resolves unknown outcomes. Several workers are harmless: turns, claims and idempotency
 * keys stand in the database.
 */
import { isNull } from 'drizzle-orm';
import { performDueDestroys } from '@/lib/gateway/destroy';
import { endKeysOfLeavers } from '@/lib/gateway/member-keys';
import { resolveUnsettled } from '@/lib/gateway/resolver';
import type { Gateway, GatewayPorts } from '@/lib/gateway/types';
import type { Store } from '@/lib/store/db';
import { account } from '@/lib/store/schema';
import { forgetOldSamples, readCredit, sampleBurn } from '@/lib/sync/balance';
import { startChargeSync } from '@/lib/sync/charges-worker';
import { pollIdentity } from '@/lib/sync/instances';
import { startInvoiceSync } from '@/lib/sync/invoices-worker';
import { openJobs } from '@/lib/sync/jobs';
import { sampleMarkets } from '@/lib/sync/market';
import { forgetOldNotices, identitiesTold, lookAtTold } from '@/lib/sync/notices';
import { forgetOldDeliveries } from '@/lib/webhooks/forget';
import { type Duty, pause, runDuties } from './duties';
import { endLeases } from './leases';
import { startDeliveries } from './webhooks';

export interface WorkerDeps {
  ports: GatewayPorts;
  /** Syncs hold a connection's lock for the length of a turn. */
  store: Store;
  gateway: Gateway;
  /** How many days of charges a newly linked account is filled with. */
  backfillDays: number;
  /** Names this process in the turns it takes. */
  holder: string;
  log: (entry: { duty: string; error: unknown }) => void;
}

// A person watching a start-up wants news every few seconds; Vast.ai allows a page a second.
const POLL_MS = 4_000;
const CREDIT_MS = 20_000;

/** Runs until `signal` aborts; resolves when every duty has come to rest. */
export async function runWorker(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  const { ports, store, gateway, holder, log } = deps;
  const poll = { db: ports.db, gateway, now: ports.now, holder };
  const links = () =>
    ports.db
      .select({ workspaceId: account.workspaceId, id: account.id, identityId: account.identityId })
      .from(account)
      .where(isNull(account.removedAt));

  const duties: Duty[] = [
    { name: 'deferred acts', everyMs: 500, run: () => performDueDestroys(ports, gateway) },
    { name: 'unknown outcomes', everyMs: 2_000, run: () => resolveUnsettled(ports, gateway) },
    { name: 'keys of leavers', everyMs: 60_000, run: () => endKeysOfLeavers(ports) },
    { name: 'leases', everyMs: 5_000, run: () => endLeases(ports, gateway) },
    {
      name: 'instances',
      everyMs: POLL_MS,
      // Each identity at its own pace: a large or slow one must not hold up the others.
      each: async () => [...new Set((await links()).map((link) => link.identityId))],
      run: (identityId) => pollIdentity(poll, identityId),
    },
    {
      name: 'told by Vast.ai',
      everyMs: 1_000,
      each: () => identitiesTold(ports.db),
      run: (identityId) => lookAtTold(poll, identityId),
    },
    {
      name: 'credit',
      everyMs: CREDIT_MS,
      each: async () => (await links()).map((link) => `${link.workspaceId}/${link.id}`),
      run: (link) => {
        const [workspaceId = '', id = ''] = link.split('/');
        return readCredit(poll, { workspaceId, id });
      },
    },
    {
      name: 'burn',
      everyMs: 60_000,
      each: async () => [...new Set((await links()).map((link) => link.workspaceId))],
      run: (workspaceId) => sampleBurn(ports.db, workspaceId, ports.now()),
    },
    { name: 'old samples', everyMs: 3_600_000, run: () => forgetOldSamples(ports.db, ports.now()) },
    {
      name: 'old deliveries',
      everyMs: 3_600_000,
      run: async () => {
        await forgetOldNotices(ports.db, ports.now());
        await forgetOldDeliveries(ports.db, ports.now());
      },
    },
  ];
  await Promise.all([
    runDuties(duties, signal, log),
    sampleMarkets(
      { db: ports.db, pool: store.pool, gateway, now: ports.now },
      { signal, sleep: (ms) => pause(ms, signal), onError: (error) => log({ duty: 'market', error }) },
    ),
    workInTurns(deps, signal),
  ]);
}

/** Charges, invoices and deliveries to webhooks, in turns that pg-boss hands to whichever worker is free. */
async function workInTurns(
  { ports, store, gateway, backfillDays, log }: WorkerDeps,
  signal: AbortSignal,
): Promise<void> {
  const jobs = openJobs(store);
  jobs.on('error', (error) => log({ duty: 'jobs', error }));
  await jobs.start();
  const deps = { store, gateway, now: ports.now };
  const charges = { ...deps, plan: { backfillDays } };
  const ends = [
    await startChargeSync(jobs, charges),
    await startInvoiceSync(jobs, deps),
    await startDeliveries(jobs, { ports, store }),
  ];
  await aborted(signal);
  for (const end of ends) await end();
  await jobs.stop({ graceful: false });
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
