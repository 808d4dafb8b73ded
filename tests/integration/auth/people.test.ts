import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '@/lib/auth/authenticate';
import { bootstrapPeople } from '@/lib/auth/bootstrap';
import { createFirstOwner, firstRunProblem, issueFirstRunLink } from '@/lib/auth/first-run';
import { joinDemo } from '@/lib/auth/members';
import { ownerExists } from '@/lib/auth/people';
import { createSession, findSession } from '@/lib/auth/sessions';
import type { Store } from '@/lib/store/db';
import { firstRunLink, membership, person, workspace } from '@/lib/store/schema';
import { makeWorkspace, NOW, nowhere, openTestStore, ownerIn, PASSWORD } from './world';

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
  return () => store.close();
});

const env = (password: string, reset = false) => ({
  url: 'http://127.0.0.1:3000',
  workspaceName: 'Northwind AI',
  owner: { email: 'Ada@Example.test', password, name: undefined, reset },
});
const start = (password = PASSWORD, reset = false) => bootstrapPeople(store.db, env(password, reset), NOW);
const signsIn = async (password: string) =>
  (await authenticate(store.db, { email: 'ada@example.test', password }, nowhere, NOW)).ok;

describe('the owner named by the environment', () => {
  it('is made at the first start and left alone at the next', async () => {
    expect(await start()).toEqual({ ownerExists: true, owner: 'created' });
    expect(await start()).toEqual({ ownerExists: true, owner: 'kept' });
    expect(await store.db.select().from(person)).toMatchObject([{ email: 'ada@example.test', name: 'Ada' }]);
    expect(await store.db.select().from(workspace)).toMatchObject([{ name: 'Northwind AI', kind: 'real' }]);
    expect(await store.db.select().from(membership)).toMatchObject([{ role: 'owner' }]);
    expect(await signsIn(PASSWORD)).toBe(true);
  });

  it('is one, when four starts come at the same moment', async () => {
    const starts = await Promise.all([start(), start(), start(), start()]);
    expect(starts.map((s) => s.owner).sort()).toEqual(['created', 'kept', 'kept', 'kept']);
    expect(await store.db.select().from(workspace)).toHaveLength(1);
  });

  it('keeps the password they have when the environment names another', async () => {
    await start();
    expect(await start('another password')).toEqual({ ownerExists: true, owner: 'kept-other-password' });
    expect(await signsIn('another password')).toBe(false);
    expect(await signsIn(PASSWORD)).toBe(true);
  });

  it('gets the password set again only with GANTRY_OWNER_RESET, which ends their sessions, once', async () => {
    await start();
    const [ada] = await store.db.select().from(person);
    const session = await createSession(store.db, ada?.id ?? '', nowhere, NOW);
    await store.db.update(membership).set({ role: 'viewer' });
    expect((await start('another password', true)).owner).toBe('reset');
    expect(await signsIn('another password')).toBe(true);
    expect(await findSession(store.db, session?.id ?? '', NOW)).toBeUndefined();
    expect(await store.db.select().from(membership)).toMatchObject([{ role: 'owner' }]);
    expect((await start('another password', true)).owner).toBe('kept');
  });

  it('joins the workspace there is, and the demo', async () => {
    const { workspaceId } = await ownerIn(store, 'bob@example.test');
    const demo = await makeWorkspace(store, 'demo');
    await start();
    const [ada] = await store.db.select().from(person).where(eq(person.email, 'ada@example.test'));
    const hers = await store.db
      .select()
      .from(membership)
      .where(eq(membership.personId, ada?.id ?? ''));
    expect(hers.map((m) => m.workspaceId).sort()).toEqual([workspaceId, demo].sort());
    // Bob was there before the demo was.
    await joinDemo(store.db);
    expect(await store.db.select().from(membership).where(eq(membership.workspaceId, demo))).toHaveLength(2);
  });

  it('with an unfit password stops the start with a sentence, and nothing is written', async () => {
    await expect(start('short')).rejects.toThrow(/GANTRY_OWNER_PASSWORD: A password has at least 8/);
    expect(await store.db.select().from(person)).toHaveLength(0);
  });
});

describe('the first-run link', () => {
  const nobody = { url: 'http://127.0.0.1:3000', workspaceName: 'unused', owner: undefined };
  const input = { email: 'ada@example.test', password: PASSWORD, name: 'Ada', workspaceName: 'Northwind AI' };
  const tokenOf = (url: string | undefined) => url?.split('/').pop() ?? '';
  const freshToken = async () => tokenOf(await issueFirstRunLink(store.db, nobody.url, NOW));

  it('is printed by every start until somebody used it', async () => {
    const first = await bootstrapPeople(store.db, nobody, NOW);
    expect(first.firstRunUrl).toMatch(/^http:\/\/127\.0\.0\.1:3000\/first-run\/[\w-]{43}$/);
    const second = await bootstrapPeople(store.db, nobody, NOW);
    const made = await createFirstOwner(store.db, tokenOf(second.firstRunUrl), input, NOW);
    expect(made.ok).toBe(true);
    expect(await bootstrapPeople(store.db, nobody, NOW)).toEqual({ ownerExists: true });
  });

  it('is stored as a hash only', async () => {
    const token = await freshToken();
    expect(JSON.stringify(await store.db.select().from(firstRunLink))).not.toContain(token);
  });

  it('that is wrong or replaced by a newer one says how to get one', async () => {
    const old = await freshToken();
    await freshToken();
    for (const token of [old, 'wrong', '']) {
      const refused = await createFirstOwner(store.db, token, input, NOW);
      expect(refused).toMatchObject({ ok: false, problem: { code: 'auth.first_run_link' } });
      expect((await firstRunProblem(store.db, token))?.say).toMatch(/npm run up.* prints a new one/);
    }
    expect(await ownerExists(store.db)).toBe(false);
  });

  it('makes one owner, of two who use it at the same moment', async () => {
    const token = await freshToken();
    const other = { ...input, email: 'eve@example.test' };
    const both = await Promise.all([
      createFirstOwner(store.db, token, input, NOW),
      createFirstOwner(store.db, token, other, NOW),
    ]);
    expect(both.filter((made) => made.ok)).toHaveLength(1);
    expect(await store.db.select().from(person)).toHaveLength(1);
  });

  it('stays used, even when the owner it made is gone', async () => {
    const token = await freshToken();
    await createFirstOwner(store.db, token, input, NOW);
    await store.db.delete(membership);
    expect((await firstRunProblem(store.db, token))?.code).toBe('auth.first_run_link');
  });

  it('survives a form that was filled in wrongly', async () => {
    const token = await freshToken();
    await store.db.insert(person).values({ email: 'taken@example.test', name: 'Taken' });
    const taken = await createFirstOwner(store.db, token, { ...input, email: 'taken@example.test' }, NOW);
    expect(taken).toMatchObject({ ok: false, problem: { code: 'auth.email_taken' } });
    const refused = await createFirstOwner(store.db, token, { ...input, password: 'short' }, NOW);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'auth.password_unfit' } });
    expect((await createFirstOwner(store.db, token, input, NOW)).ok).toBe(true);
  });

  it('is closed once there is an owner, even one unused', async () => {
    const token = await freshToken();
    await ownerIn(store, 'bob@example.test');
    expect(await createFirstOwner(store.db, token, input, NOW)).toMatchObject({
      ok: false,
      problem: { code: 'auth.first_run_closed' },
    });
  });
});
