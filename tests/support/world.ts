/** An emulator, a database, a gateway and an owner: what an integration test of Gantry's own rooms stands on. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '@/lib/emulator';
import { createGateway, type Gateway, type GatewayPorts } from '@/lib/gateway';
import { linkAccount } from '@/lib/gateway/accounts';
import type { Actor } from '@/lib/policy/actor';
import { openStore, type Store } from '@/lib/store/db';
import { membership, person, workspace } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import type { Limiter } from '@/lib/vast/limiter';
import { testDatabase } from './database';

export interface TestWorld {
  emulator: Emulator;
  store: Store;
  ports: GatewayPorts;
  gateway: Gateway;
  owner: Extract<Actor, { kind: 'person' }>;
  workspaceId: string;
  accountId: string;
  databaseUrl: string;
  /** Moves this server's clock, not Vast.ai's. */
  passTime(ms: number): void;
  /** Tells the emulator how to misbehave. */
  faults(rules: unknown[], seed?: number): Promise<void>;
  advance(seconds: number): Promise<void>;
  journal(): Promise<{ operation: string; contract?: number; body?: Record<string, unknown> }[]>;
}

/** No waiting: limits are proven where they live. */
const unlimited: Limiter = { book: async () => 0, slowDown: async () => {} };

/** Ends with its test; where many tests share one, `whenOver` is told how to end it. */
export async function testWorld(
  options: Partial<EmulatorOptions> = {},
  whenOver: (end: () => Promise<void>) => unknown = onTestFinished,
): Promise<TestWorld> {
  const emulator = await startEmulator({
    seed: 7,
    world: 'small-team',
    history: 3,
    limits: 'off',
    ...options,
  });
  const database = await testDatabase();
  const store = openStore(database.url);
  whenOver(async () => {
    await store.close();
    await emulator.close();
  });

  let skewMs = 0;
  const ports: GatewayPorts = {
    db: store.db,
    vast: createVast({
      fetch,
      limiter: unlimited,
      nowMs: () => Date.now(),
      sleep: async () => {},
      random: () => 0.5,
    }),
    now: () => new Date(Date.now() + skewMs),
    secretKey: randomBytes(32),
  };
  const { owner, workspaceId } = await makeOwner(store);
  const linked = await linkAccount(ports, owner, {
    name: 'Test',
    address: emulator.url,
    key: emulator.apiKey,
  });
  if (!linked.ok) throw new Error(linked.problem.say);

  const control = async (path: string, body?: unknown) => {
    const response = await fetch(`${emulator.url}/__emulator/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    emulator,
    store,
    ports,
    gateway: createGateway(ports),
    owner,
    workspaceId,
    accountId: linked.value.accountId,
    databaseUrl: database.url,
    passTime: (ms) => {
      skewMs += ms;
    },
    faults: (rules, seed = 1) => control('faults', { rules, seed }),
    advance: (seconds) => control('advance', { seconds }),
    journal: async () => (await control('journal')).entries,
  };
}

async function makeOwner(store: Store) {
  const [w] = await store.db.insert(workspace).values({ name: 'Test', kind: 'real' }).returning();
  const [p] = await store.db
    .insert(person)
    .values({ email: 'owner@example.test', name: 'Owner' })
    .returning();
  if (!w || !p) throw new Error('not written');
  await store.db.insert(membership).values({ workspaceId: w.id, personId: p.id, role: 'owner' });
  const owner = {
    kind: 'person',
    workspaceId: w.id,
    personId: p.id,
    name: 'Owner',
    role: 'owner',
    sees: 'all',
    via: 'page',
  } as const;
  return { owner, workspaceId: w.id };
}
