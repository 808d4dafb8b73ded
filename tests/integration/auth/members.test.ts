import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { joinDemo, seatMember, unseatMember } from '@/lib/auth/members';
import { createSession, findSession } from '@/lib/auth/sessions';
import { lastOwner } from '@/lib/policy/members';
import { type Role, roles } from '@/lib/policy/roles';
import type { Store } from '@/lib/store/db';
import { membership, membershipTeam, person, team } from '@/lib/store/schema';
import { makeWorkspace, NOW, nowhere, openTestStore, ownerIn } from './world';

let store: Store;
let home: { workspaceId: string; personId: string };
beforeEach(async () => {
  store = await openTestStore();
  home = await ownerIn(store);
  return () => store.close();
});

async function somebody(name: string): Promise<string> {
  const [made] = await store.db
    .insert(person)
    .values({ email: `${name}@example.test`, name })
    .returning();
  return made?.id ?? '';
}

async function addTeam(workspaceId: string, name: string): Promise<string> {
  const [made] = await store.db.insert(team).values({ workspaceId, name, position: 1 }).returning();
  return made?.id ?? '';
}

const rolesIn = async (workspaceId: string) =>
  Object.fromEntries(
    (await store.db.select().from(membership).where(eq(membership.workspaceId, workspaceId))).map((m) => [
      m.personId,
      m.role,
    ]),
  );

const teamsOf = async (workspaceId: string, personId: string) =>
  (
    await store.db
      .select()
      .from(membershipTeam)
      .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId)))
  ).map((row) => row.teamId);

describe('a seat', () => {
  it('carries role and teams into the session; teams left out stay, unknown ones are dropped', async () => {
    const bob = await somebody('bob');
    const [nlp, vision] = [await addTeam(home.workspaceId, 'NLP'), await addTeam(home.workspaceId, 'Vision')];
    const elsewhere = await addTeam(await makeWorkspace(store, 'real'), 'NLP');
    const seat = { workspaceId: home.workspaceId, personId: bob };
    expect(
      await seatMember(store.db, { ...seat, role: 'engineer', teamIds: [nlp, elsewhere] }),
    ).toMatchObject({ ok: true, value: { before: null } });
    const begun = await createSession(store.db, bob, nowhere, NOW);
    const scope = async () => (await findSession(store.db, begun?.id ?? '', NOW))?.scope;
    expect(await scope()).toMatchObject({ role: 'engineer', sees: [nlp] });

    expect(await seatMember(store.db, { ...seat, role: 'viewer' })).toMatchObject({
      value: { before: 'engineer' },
    });
    expect(await scope()).toMatchObject({ role: 'viewer', sees: [nlp] });
    await seatMember(store.db, { ...seat, role: 'viewer', teamIds: [vision] });
    expect(await scope()).toMatchObject({ sees: [vision] });
    await seatMember(store.db, { ...seat, role: 'viewer', teamIds: [] });
    expect(await scope()).toMatchObject({ sees: [] });
  });

  it('brings its role into the demo and sees all of it; the last real seat takes the demo’s away', async () => {
    const demo = await makeWorkspace(store, 'demo');
    await joinDemo(store.db);
    const theirs = await addTeam(demo, 'NLP');
    const bob = await somebody('bob');
    const second = await makeWorkspace(store, 'real', home.personId);
    const seat = { workspaceId: home.workspaceId, personId: bob };
    await seatMember(store.db, { ...seat, role: 'engineer', teamIds: [] });
    await seatMember(store.db, { ...seat, workspaceId: second, role: 'viewer', teamIds: [] });
    expect((await rolesIn(demo))[bob]).toBe('engineer');
    expect(await teamsOf(demo, bob)).toEqual([theirs]);
    await seatMember(store.db, { ...seat, role: 'finance' });
    expect((await rolesIn(demo))[bob]).toBe('finance');

    await unseatMember(store.db, seat);
    expect((await rolesIn(demo))[bob]).toBe('viewer');
    await unseatMember(store.db, { ...seat, workspaceId: second });
    expect((await rolesIn(demo))[bob]).toBeUndefined();
    expect(await unseatMember(store.db, seat)).toEqual({ ok: true, value: null });
  });

  it('of the last owner is neither given up nor taken away', async () => {
    const seat = { workspaceId: home.workspaceId, personId: home.personId };
    for (const refused of [
      await seatMember(store.db, { ...seat, role: 'admin' }),
      await unseatMember(store.db, seat),
    ]) {
      expect(refused).toMatchObject({ ok: false, problem: { code: lastOwner.code } });
    }
    expect(await rolesIn(home.workspaceId)).toEqual({ [home.personId]: 'owner' });
  });
});

describe('owners', () => {
  const change = fc.record({
    who: fc.nat({ max: 3 }),
    to: fc.option(fc.constantFrom(...(Object.keys(roles) as Role[])), { freq: 2 }),
  });

  const apply = (people: string[], { who, to }: { who: number; to: Role | null }) => {
    const seat = { workspaceId: home.workspaceId, personId: people[who] ?? '' };
    return to === null
      ? unseatMember(store.db, seat)
      : seatMember(store.db, { ...seat, role: to, teamIds: [] });
  };

  it('are never none, whatever is done at the same time', async () => {
    const people = [home.personId, ...(await Promise.all(['bob', 'cy', 'dee'].map(somebody)))];
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 12 }), async (changes) => {
        // Everybody starts as an owner, so that there is something to race for.
        for (const who of people.keys()) await apply(people, { who, to: 'owner' });
        await Promise.all(changes.map((each) => apply(people, each)));
        const left = Object.values(await rolesIn(home.workspaceId)).filter((role) => role === 'owner');
        expect(left.length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  it('who all leave at the same moment leave one behind', async () => {
    const people = [home.personId, ...(await Promise.all(['bob', 'cy', 'dee'].map(somebody)))];
    for (const who of people.keys()) await apply(people, { who, to: 'owner' });
    const left = await Promise.all(people.map((_, who) => apply(people, { who, to: null })));
    expect(left.filter(({ ok }) => ok)).toHaveLength(3);
    expect(Object.values(await rolesIn(home.workspaceId))).toEqual(['owner']);
  });
});
