/** Rows written straight into the store, for tests that are about reading them. */
import { randomUUID } from 'node:crypto';
import { usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Store } from '@/lib/store/db';
import { account, contract, instance, instanceSample, vastIdentity, workspace } from '@/lib/store/schema';

export const NOW = new Date('2026-11-24T12:00:00Z');
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

export interface Fleet {
  store: Store & { url: string };
  scope: Scope;
  accountId: string;
}

export async function addWorkspace({ db }: Store): Promise<{ scope: Scope; accountId: string }> {
  const [made] = await db.insert(workspace).values({ name: 'Northwind AI', kind: 'real' }).returning();
  if (!made) throw new Error('not written');
  const scope: Scope = {
    workspaceId: made.id,
    personId: randomUUID(),
    personName: 'Ada',
    email: 'ada@example.test',
    role: 'owner',
    sees: 'all',
  };
  return { scope, accountId: await addAccount(db, made.id) };
}

export async function addAccount(
  db: Store['db'],
  workspaceId: string,
  over: Partial<typeof account.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  const origin = 'https://console.vast.ai';
  const identityId = `${origin}#${id}`;
  await db.insert(vastIdentity).values({
    id: identityId,
    origin,
    vastUserId: 1,
    instancesReadAt: NOW,
    instancesNotedAt: NOW,
    instancesReadMs: 400,
  });
  await db.insert(account).values({
    workspaceId,
    id,
    identityId,
    name: 'main',
    origin,
    keySealed: 'sealed',
    keyHint: 'abcd',
    stateSince: NOW,
    ...over,
  });
  return id;
}

type Given = Partial<typeof instance.$inferInsert> & { contractId: number };

/** A running instance, unless said otherwise. */
export async function addInstance({ store: { db }, scope, accountId }: Fleet, over: Given): Promise<void> {
  const key = { workspaceId: scope.workspaceId, accountId, contractId: over.contractId };
  await db.insert(instance).values({
    ...key,
    label: `run-${over.contractId}`,
    gpuName: 'RTX 4090',
    numGpus: 2,
    gpuRamMb: 24_000,
    actualStatus: 'running',
    intendedStatus: 'running',
    curState: 'running',
    nextState: 'running',
    isBid: false,
    dphTotal: usd('0.66'),
    storageHour: usd('0.01'),
    presentHour: usd('0.66'),
    gpuUtil: 90,
    startedAt: minutesAgo(600),
    seenAt: NOW,
    statusSince: minutesAgo(600),
    ...over,
  });
  await db
    .insert(contract)
    .values({ ...key, origin: 'outside', firstSeenAt: minutesAgo(600) })
    .onConflictDoNothing();
}

/** One reading a minute, the last of them `from` minutes ago. */
export async function addReadings(
  { store: { db }, scope, accountId }: Fleet,
  contractId: number,
  readings: (number | null)[],
  from = 0,
): Promise<void> {
  await db.insert(instanceSample).values(
    readings.map((gpuUtil, index) => ({
      workspaceId: scope.workspaceId,
      accountId,
      contractId,
      at: minutesAgo(from + readings.length - 1 - index),
      gpuUtil,
    })),
  );
}
