import { and, eq, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seatMember } from '@/lib/auth/members';
import {
  createSession,
  endSessionOf,
  findSession,
  forgetSessions,
  IDLE_MS,
  LIFETIME_MS,
  revokeAllSessions,
  revokeSession,
  switchWorkspace,
  TOUCH_EVERY_MS,
  touchIsDue,
  touchSession,
} from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import { memberships } from '@/lib/auth/workspaces';
import type { Store } from '@/lib/store/db';
import { account, membership, session } from '@/lib/store/schema';
import { DAY, later, linkAccount, makeWorkspace, NOW, nowhere, openTestStore, ownerIn } from './world';

let store: Store;
let ada: { personId: string; workspaceId: string };
beforeAll(async () => {
  store = await openTestStore();
  ada = await ownerIn(store);
});
afterAll(() => store.close());
beforeEach(() => store.db.delete(session));

const begin = async (at = NOW): Promise<string> => {
  const begun = await createSession(store.db, ada.personId, nowhere, at);
  return begun?.id ?? '';
};

describe('a session', () => {
  it('says who it is and where they stand', async () => {
    const found = await findSession(store.db, await begin(), NOW);
    expect(found?.scope).toEqual({
      workspaceId: ada.workspaceId,
      personId: ada.personId,
      personName: 'Ada',
      email: 'ada@example.test',
      role: 'owner',
      sees: 'all',
    });
    expect(found?.workspace).toMatchObject({ name: 'Northwind AI', kind: 'real', timeZone: 'UTC' });
  });

  it('has an id of 256 bits that the table doesn’t hold', async () => {
    const id = await begin();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    const [row] = await store.db.select().from(session);
    expect(JSON.stringify(row)).not.toContain(id);
    expect(row).toMatchObject({ idHash: hashOf(id), ...nowhere });
    expect(await findSession(store.db, row?.idHash ?? '', NOW)).toBeUndefined();
  });

  it('is over at once when it is revoked, and no touch brings it back', async () => {
    const [mine, other] = [await begin(), await begin()];
    await revokeSession(store.db, mine, NOW);
    expect(await findSession(store.db, mine, NOW)).toBeUndefined();
    expect(await touchSession(store.db, mine, NOW)).toBe(false);
    expect(await switchWorkspace(store.db, mine, ada.workspaceId, NOW)).toBe(false);
    expect(await findSession(store.db, other, NOW)).toBeDefined();
  });

  it('is over with all the others of the person, or all but the one at hand', async () => {
    const [one, two, three] = [await begin(), await begin(), await begin()];
    await revokeAllSessions(store.db, ada.personId, NOW, two);
    expect(await findSession(store.db, one, NOW)).toBeUndefined();
    expect(await findSession(store.db, two, NOW)).toBeDefined();
    await revokeAllSessions(store.db, ada.personId, NOW);
    expect(await findSession(store.db, two, NOW)).toBeUndefined();
    expect(await findSession(store.db, three, NOW)).toBeUndefined();
  });

  it('is ended by its hash, by the person it belongs to and by nobody else', async () => {
    const [mine, other] = [await begin(), await begin()];
    const eve = '00000000-0000-4000-8000-000000000000';
    expect(await endSessionOf(store.db, eve, hashOf(mine), NOW)).toBe(false);
    expect(await endSessionOf(store.db, ada.personId, mine, NOW)).toBe(false);
    expect(await findSession(store.db, mine, NOW)).toBeDefined();
    expect(await endSessionOf(store.db, ada.personId, hashOf(mine), NOW)).toBe(true);
    expect(await endSessionOf(store.db, ada.personId, hashOf(mine), NOW)).toBe(false);
    expect(await findSession(store.db, mine, NOW)).toBeUndefined();
    expect(await findSession(store.db, other, NOW)).toBeDefined();
  });

  it('ends after a week unused; use puts the end off, up to a month after it began', async () => {
    const id = await begin();
    expect(await findSession(store.db, id, later(IDLE_MS - 1))).toBeDefined();
    expect(await findSession(store.db, id, later(IDLE_MS))).toBeUndefined();
    for (let at = 6 * DAY; at < LIFETIME_MS; at += 6 * DAY) {
      expect(await touchSession(store.db, id, later(at))).toBe(true);
    }
    expect(await findSession(store.db, id, later(LIFETIME_MS - 1))).toBeDefined();
    expect(await findSession(store.db, id, later(LIFETIME_MS))).toBeUndefined();
    expect(await touchSession(store.db, id, later(LIFETIME_MS))).toBe(false);
  });

  it('is noted as seen at most once a minute', async () => {
    const id = await begin();
    const found = await findSession(store.db, id, NOW);
    expect(found && touchIsDue(found, later(TOUCH_EVERY_MS - 1))).toBe(false);
    expect(found && touchIsDue(found, later(TOUCH_EVERY_MS))).toBe(true);
  });

  it('is forgotten a month after it ended, and not before', async () => {
    await begin();
    await forgetSessions(store.db, later(IDLE_MS + 30 * DAY));
    expect(await store.db.select().from(session)).toHaveLength(1);
    await forgetSessions(store.db, later(IDLE_MS + 30 * DAY + 1));
    expect(await store.db.select().from(session)).toHaveLength(0);
  });
});

describe('the workspace on screen', () => {
  const startsIn = async () => (await findSession(store.db, await begin(), NOW))?.scope.workspaceId;

  it('is the demo until a real account is linked, and again when that is removed', async () => {
    expect(await startsIn()).toBe(ada.workspaceId);
    const demo = await makeWorkspace(store, 'demo', ada.personId);
    expect(await startsIn()).toBe(demo);
    await linkAccount(store, ada.workspaceId);
    expect(await startsIn()).toBe(ada.workspaceId);
    await store.db.update(account).set({ removedAt: NOW });
    expect(await startsIn()).toBe(demo);
  });

  it('changes for every tab, to a workspace of one’s own and to no other', async () => {
    const mine = await makeWorkspace(store, 'demo', ada.personId);
    const foreign = await makeWorkspace(store, 'real');
    const id = await begin();
    expect(await switchWorkspace(store.db, id, mine, NOW)).toBe(true);
    expect((await findSession(store.db, id, NOW))?.workspace.kind).toBe('demo');
    for (const elsewhere of [foreign, '', "' OR true"]) {
      expect(await switchWorkspace(store.db, id, elsewhere, NOW)).toBe(false);
    }
    expect((await findSession(store.db, id, NOW))?.scope.workspaceId).toBe(mine);
    expect((await memberships(store.db, ada.personId)).map((m) => m.workspaceId)).not.toContain(foreign);
  });

  it('falls back to another when the person is removed from it; without any, they are nobody', async () => {
    const bob = await ownerIn(store, 'bob@example.test');
    const begun = await createSession(store.db, bob.personId, nowhere, NOW);
    const id = begun?.id ?? '';
    const second = await makeWorkspace(store, 'real', bob.personId);
    await switchWorkspace(store.db, id, second, NOW);
    await store.db
      .delete(membership)
      .where(and(eq(membership.personId, bob.personId), ne(membership.workspaceId, bob.workspaceId)));
    expect((await findSession(store.db, id, NOW))?.scope.workspaceId).toBe(bob.workspaceId);
    await store.db.delete(membership).where(eq(membership.personId, bob.personId));
    expect(await findSession(store.db, id, NOW)).toBeUndefined();
    expect(await createSession(store.db, bob.personId, nowhere, NOW)).toBeUndefined();
  });

  it('with a role that this version doesn’t know lets nobody in', async () => {
    const id = await begin();
    const { workspaceId = '' } = (await findSession(store.db, id, NOW))?.scope ?? {};
    await store.db.execute(
      sql`UPDATE membership SET role = 'emperor' WHERE workspace_id = ${workspaceId} AND person_id = ${ada.personId}`,
    );
    expect(await findSession(store.db, id, NOW)).toBeUndefined();
    await seatMember(store.db, { workspaceId, personId: ada.personId, role: 'viewer' });
    expect((await findSession(store.db, id, NOW))?.scope.role).toBe('viewer');
  });
});
