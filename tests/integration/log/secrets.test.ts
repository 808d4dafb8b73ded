import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { authOptions } from '@/lib/auth/options';
import { hashOf } from '@/lib/auth/tokens';
import { readConfig } from '@/lib/config';
import { inContext } from '@/lib/log/context';
import { exact } from '@/lib/money';
import type { Actor } from '@/lib/policy/actor';
import { openStore, type Store } from '@/lib/store/db';
import { account } from '@/lib/store/schema';
import { resultOf } from '@/lib/surfaces/actions/result';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { logRequestError } from '@/lib/watch/server';
import { testDatabase } from '@/tests/support/database';
import { testEmulator } from '@/tests/support/emulator';
import { captureLog } from '@/tests/support/logs';
import { simulated } from '@/tests/support/simulated';
import { Browser, serveAuth } from '../auth/auth-server';
import { ownerIn, PASSWORD } from '../auth/world';

const browser = vi.hoisted(() => ({ session: undefined as string | undefined }));
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => browser.session && { value: browser.session } }),
}));

const SECRET_KEY = 'house-secret-key-house-secret-key-house';
const ENV_SECRET = 'hf_environmentTokenOfTheRent';
const ONSTART_SECRET = 'wandbKeyInTheOnstartScript';
const WRONG_KEY = 'e'.repeat(64);
const WRONG_PASSWORD = 'a password that is wrong';
const SSH_KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'Q'.repeat(40)} ada@laptop`;

it('signing in, linking, renting and every failure on the way leave no secret in the log', async () => {
  const logged = captureLog();
  const { store, emulator, url } = await house();
  const vast = simulated(emulator);
  const { personId, workspaceId } = await ownerIn(store);
  const owner: Actor = {
    kind: 'person',
    workspaceId,
    personId,
    name: 'Ada',
    role: 'owner',
    sees: 'all',
    via: 'page',
  };
  const secrets = [
    PASSWORD,
    WRONG_PASSWORD,
    SECRET_KEY,
    emulator.apiKey,
    WRONG_KEY,
    ENV_SECRET,
    ONSTART_SECRET,
  ];
  secrets.push(SSH_KEY.split(' ')[1] ?? '', new URL(url).password);

  // Signing in: wrong, right, and with a database that fails in the middle.
  const auth = await serveAuth((own) =>
    authOptions({
      db: store.db,
      config: readConfig({ GANTRY_URL: own, GANTRY_SECRET_KEY: SECRET_KEY }),
      visitor: { address: '203.0.113.7', agent: 'test' },
      held: undefined,
      clock: () => new Date(),
    }),
  );
  onTestFinished(() => void auth.close());
  const visitor = new Browser(auth.origin);
  const signIn = (password: string) =>
    visitor.post('/api/auth/callback/credentials', { email: 'ada@example.test', password });
  await signIn(WRONG_PASSWORD);
  await signIn(PASSWORD);
  const cookie = visitor.jar.get(SESSION_COOKIE) ?? '';
  expect(cookie).toMatch(/^[\w-]{30,}$/);
  secrets.push(cookie, hashOf(cookie));
  await broken(store, 'session', async () => {
    await visitor.get('/api/auth/session');
    await store.db
      .execute(sql`SELECT broken FROM session WHERE id_hash = ${hashOf(cookie)}`)
      .catch((error: unknown) => logRequestError(error, { route: '/sign-in', kind: 'render' }));
  });

  // Linking: a wrong key, the right one, and with a database that fails when the key is to be stored.
  browser.session = cookie;
  const accounts = await import('@/lib/surfaces/actions/accounts');
  const link = (key: string) =>
    inContext({ requestId: 'linking-an-account' }, async () =>
      resultOf(await accounts.linkAccount({ name: 'Main', address: emulator.url, key })),
    );
  expect((await link(WRONG_KEY)).ok).toBe(false);
  const failed = await broken(store, 'account', () => link(emulator.apiKey));
  expect(failed).toMatchObject({
    ok: false,
    problem: { code: 'surface.unexpected', facts: { reference: 'linking-an-account' } },
  });
  const linked = await link(emulator.apiKey);
  if (!linked.ok) throw new Error(linked.problem.say);
  const [stored] = await store.db.select().from(account);
  secrets.push(stored?.keySealed ?? '');

  // Renting: refused by Vast.ai, with a lost answer, done, and with a key that stopped working.
  const { gateway, gatewayPorts } = await import('@/lib/gateway/connection');
  const { rent } = await import('@/lib/gateway/rent');
  const { accountId } = linked.value;
  const order = async () => {
    const found = await gateway().run(
      operations.searchOffers,
      accountId,
      { filters: { rentable: { eq: true }, num_gpus: { eq: 1 } }, allocated_storage: 20 },
      owner,
    );
    const offer =
      found.kind === 'done' ? found.value.offers.find((o) => (o.disk_space ?? 0) >= 20) : undefined;
    if (!offer) throw new Error('no offer');
    return {
      accountId,
      offerId: offer.id,
      image: 'pytorch/pytorch',
      diskGb: 20,
      label: 'eval-1',
      teamId: null,
      project: null,
      endsAt: null,
      expectedHourUsd: exact(offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 20)),
      idempotencyKey: randomUUID(),
      sshKey: SSH_KEY,
      env: { HF_TOKEN: ENV_SECRET },
      onstart: `export WANDB_API_KEY=${ONSTART_SECRET}`,
    };
  };
  const tryRent = async () => (await rent(gatewayPorts(), gateway(), owner, await order())).kind;
  const asks = { method: 'PUT', path: '/api/v0/asks/' };
  const ended: string[] = [];
  for (const kind of ['reset_after', 'status', undefined]) {
    await vast.faults(
      kind ? [{ match: asks, kind, rate: 1, ...(kind === 'status' ? { status: 403 } : {}) }] : [],
    );
    ended.push(await tryRent());
  }
  expect(ended).toEqual(['unknown', 'refused', 'done']);
  await broken(store, 'intent', () =>
    tryRent().catch((error: unknown) => logRequestError(error, { route: '/market', kind: 'action' })),
  );

  const text = logged.text();
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    expect(text).not.toContain(secret);
  }
  // And it did log: each part spoke, the failures among it.
  const spoke = (part: string, msg: string) =>
    logged.lines().filter((line) => line.part === part && line.msg === msg).length;
  expect(spoke('auth', 'signed in')).toBe(1);
  expect(spoke('auth', 'a sign-in was refused')).toBe(1);
  expect(spoke('web', 'a request failed')).toBe(2);
  expect(spoke('action', 'an action failed')).toBe(1);
  expect(spoke('vast', 'called')).toBeGreaterThan(5);
  expect(spoke('gateway', 'unknown')).toBe(1);
});

async function house() {
  const emulator = await testEmulator({ seed: 7, world: 'small-team', history: 3, speed: 1 });
  const { url } = await testDatabase();
  const store = openStore(url);
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('GANTRY_SECRET_KEY', SECRET_KEY);
  const shared = globalThis as { gantryStore?: Store; gantryDoor?: unknown };
  shared.gantryStore = store;
  shared.gantryDoor = undefined;
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await store.close();
  });
  return { store, emulator, url };
}

/** While `work` runs, every write to the table fails, and says so in PostgreSQL's words. */
async function broken<T>({ db }: Store, table: string, work: () => Promise<T>): Promise<T> {
  const name = sql.identifier(`${table}_broken`);
  const owned = async (statement: ReturnType<typeof sql>) => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL ROLE NONE`);
      await tx.execute(statement);
    });
  };
  await owned(
    sql`CREATE OR REPLACE FUNCTION broken_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'this write is broken' USING DETAIL = NEW::text; END $$`,
  );
  await owned(
    sql`CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE ON ${sql.identifier(table)} FOR EACH ROW EXECUTE FUNCTION broken_write()`,
  );
  try {
    return await work();
  } finally {
    await owned(sql`DROP TRIGGER ${name} ON ${sql.identifier(table)}`);
  }
}
