import { eq } from 'drizzle-orm';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createSession } from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import type { Role } from '@/lib/policy/roles';
import { openStore, type Store } from '@/lib/store/db';
import { account, auditEvent, membership, session, team, workspace } from '@/lib/store/schema';
import { type Answer, resultOf } from '@/lib/surfaces/actions/result';
import type { Result } from '@/lib/vast/problem';
import { testDatabase } from '@/tests/support/database';
import { testEmulator } from '@/tests/support/emulator';
import { captureLog } from '@/tests/support/logs';
import { makeWorkspace } from '@/tests/support/workspace';

// A server action finds its session in the request's cookies; here a test says which.
const browser = vi.hoisted(() => ({ session: undefined as string | undefined }));
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => browser.session && { value: browser.session } }),
}));

const NOW = new Date();
const KEY = 'f'.repeat(64);
const ID = '00000000-0000-4000-8000-000000000000';

beforeEach(() => {
  browser.session = undefined;
});

/** The actions of a server on a database of its own, signed in as somebody of that role. */
async function signedIn(role: Role) {
  const { url } = await testDatabase();
  const store = openStore(url);
  vi.resetModules();
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('GANTRY_SECRET_KEY', 'x'.repeat(40));
  const shared = globalThis as { gantryStore?: Store; gantryDoor?: unknown };
  shared.gantryStore = store;
  shared.gantryDoor = undefined;
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await store.close();
  });
  const scope = await makeWorkspace(store.db, { role });
  const begun = await createSession(store.db, scope.personId, { address: null, agent: null }, NOW);
  browser.session = begun?.id;
  const [accounts, workspaces, sessions] = await Promise.all([
    import('@/lib/surfaces/actions/accounts'),
    import('@/lib/surfaces/actions/workspace'),
    import('@/lib/surfaces/actions/session'),
  ]);
  return { db: store.db, scope, accounts, workspaces, sessions };
}

const codeOf = async <T>(answer: Promise<Answer<T> | undefined>): Promise<string> => {
  const result: Result<T> = resultOf(await answer);
  return result.ok ? 'ok' : result.problem.code;
};

it('a viewer can change nothing, and nothing is written down as if they had', async () => {
  const { db, accounts, workspaces } = await signedIn('viewer');
  const refusals = await Promise.all([
    codeOf(accounts.linkAccount({ name: 'Mine', address: 'https://console.vast.ai', key: 'k' })),
    codeOf(accounts.replaceKey({ accountId: ID, key: 'k' })),
    codeOf(accounts.renameAccount({ accountId: ID, name: 'n' })),
    codeOf(accounts.removeAccount({ accountId: ID })),
    codeOf(workspaces.changeWorkspace({ name: 'Other', timeZone: 'UTC' })),
    codeOf(workspaces.addTeam({ name: 'NLP' })),
    codeOf(workspaces.changeTeam({ teamId: ID, archived: true })),
    codeOf(workspaces.saveRules({ rules: [] })),
  ]);
  expect(new Set(refusals)).toEqual(new Set(['auth.not_permitted']));
  expect(await db.select().from(team)).toEqual([]);
  expect(await db.select().from(account)).toEqual([]);
  expect(await db.select().from(auditEvent)).toEqual([]);
  expect((await db.select().from(workspace)).map(({ name }) => name)).toEqual(['Northwind AI']);
});

it('without a session every action answers that nobody is signed in', async () => {
  const { workspaces, sessions } = await signedIn('owner');
  browser.session = undefined;
  expect(await codeOf(workspaces.addTeam({ name: 'NLP' }))).toBe('auth.signed_out');
  expect(await codeOf(sessions.endSession({ sessionId: KEY }))).toBe('auth.signed_out');
});

it('an owner’s change is done and written down', async () => {
  const { db, workspaces } = await signedIn('owner');
  expect(await codeOf(workspaces.addTeam({ name: ' NLP ' }))).toBe('ok');
  expect(await codeOf(workspaces.addTeam({ name: 'NLP' }))).not.toBe('ok');
  expect((await db.select().from(team)).map(({ name }) => name)).toEqual(['NLP']);
  expect((await db.select().from(auditEvent)).map(({ sentence }) => sentence)).toEqual([
    'added the team NLP',
  ]);
});

it('input that makes no sense is refused with the field it is about, before anything is asked', async () => {
  const { workspaces } = await signedIn('owner');
  const result = resultOf(await workspaces.changeWorkspace({ name: 'N', timeZone: 'Mars/Olympus' }));
  expect(result).toMatchObject({
    ok: false,
    problem: { code: 'input.malformed', facts: { field: 'timeZone' } },
  });
});

it('one ends one’s own sessions and nobody else’s', async () => {
  const { db, scope, sessions } = await signedIn('owner');
  const mine = await createSession(db, scope.personId, { address: null, agent: null }, NOW);
  const stranger = await makeWorkspace(db);
  const theirs = await createSession(db, stranger.personId, { address: null, agent: null }, NOW);
  const end = (id: string | undefined) => codeOf(sessions.endSession({ sessionId: hashOf(id ?? '') }));
  expect(await end(theirs?.id)).toBe('surface.session_gone');
  expect(await end(mine?.id)).toBe('ok');
  expect(await end(mine?.id)).toBe('surface.session_gone');
  const living = await db
    .select({ id: session.idHash })
    .from(session)
    .where(eq(session.personId, stranger.personId));
  expect(living).toHaveLength(1);
});

it('from the demo a real account never goes into the demo', async () => {
  const { db, scope, accounts } = await signedIn('owner');
  await db.update(workspace).set({ kind: 'demo' }).where(eq(workspace.id, scope.workspaceId));
  const link = () =>
    codeOf(accounts.linkAccount({ name: 'Mine', address: 'https://console.vast.ai', key: 'k' }));
  // Nowhere to go: refused before Vast.ai is asked anything.
  expect(await link()).toBe('surface.no_real_workspace');
  expect(await db.select().from(account)).toEqual([]);
});

it('asked for in the demo, a real account goes into the person’s own workspace, which is then on screen', async () => {
  const emulator = await testEmulator({ seed: 7, world: 'empty' });
  const { db, scope, accounts } = await signedIn('owner');
  await db.update(workspace).set({ kind: 'demo' }).where(eq(workspace.id, scope.workspaceId));
  const [home] = await db.insert(workspace).values({ name: 'Home', kind: 'real' }).returning();
  const workspaceId = home?.id ?? '';
  await db.insert(membership).values({ workspaceId, personId: scope.personId, role: 'owner' });
  const order = { name: 'Mine', address: emulator.url, key: emulator.apiKey };
  expect(await codeOf(accounts.linkAccount(order))).toBe('ok');
  expect((await db.select().from(account)).map((row) => row.workspaceId)).toEqual([workspaceId]);
  expect((await db.select().from(session)).map((row) => row.workspaceId)).toEqual([workspaceId]);
});

it('what breaks inside reaches the browser as a reference and never as its own text', async () => {
  const { workspaces } = await signedIn('owner');
  const logged = captureLog();
  const gateway = await import('@/lib/gateway/workspace');
  vi.spyOn(gateway, 'addTeam').mockRejectedValue(new Error('relation "secret_table_name" is not yours'));
  const result = resultOf(await workspaces.addTeam({ name: 'NLP' }));
  if (result.ok) throw new Error('it should have failed');
  expect(result.problem.code).toBe('surface.unexpected');
  expect(JSON.stringify(result)).not.toContain('secret_table_name');
  const { reference } = result.problem.facts ?? {};
  expect(logged.lines()).toMatchObject([{ part: 'action', reference, err: { type: 'Error' } }]);
});
