import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { seatMember } from '@/lib/auth/members';
import { createSession } from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import { invite, revokeInvitation } from '@/lib/gateway/members';
import { firstOwnersOnly, workspaceExists } from '@/lib/gateway/problems';
import type { GatewayPorts } from '@/lib/gateway/types';
import { createWorkspace } from '@/lib/gateway/workspace';
import type { Scope } from '@/lib/policy/actor';
import { invitations, mayMakeWorkspaces, members } from '@/lib/queries/members';
import { openStore, type Store } from '@/lib/store/db';
import { membership, person, personIdentity, workspace } from '@/lib/store/schema';
import type { Result } from '@/lib/vast/problem';
import { testDatabase } from '@/tests/support/database';
import { audited, join, newTeam, type PersonActor } from '@/tests/support/members';

const DAY = 86_400_000;
const nowhere = { address: '203.0.113.7', agent: 'curl/8' };
let at: Date;
let store: Store;
let ports: GatewayPorts;
let workspaceId: string;
let owner: PersonActor;

beforeEach(async () => {
  at = new Date('2026-11-24T12:00:00Z');
  store = openStore((await testDatabase()).url);
  ports = { db: store.db, now: () => at } as GatewayPorts;
  const [made] = await store.db.insert(workspace).values({ name: 'Northwind AI', kind: 'real' }).returning();
  workspaceId = made?.id ?? '';
  owner = await join(store.db, workspaceId, 'Ada', 'owner');
  return () => store.close();
});

const scopeOf = ({ workspaceId: where, personId, name, role, sees }: PersonActor): Scope => ({
  workspaceId: where,
  personId,
  personName: name,
  email: `${name.toLowerCase()}@example.test`,
  role,
  sees,
});
const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.problem.code);

describe('the list of members', () => {
  it('says of everybody who they are, how they come in and when they were here', async () => {
    const nlp = await newTeam(store.db, workspaceId, 'NLP');
    const eve = await join(store.db, workspaceId, 'Eve', 'engineer', [nlp]);
    await store.db.update(person).set({ passwordHash: null }).where(eq(person.id, eve.personId));
    await store.db
      .insert(personIdentity)
      .values({ provider: 'github', subject: '7', personId: eve.personId, createdAt: at });
    const mine = (await createSession(store.db, owner.personId, nowhere, at))?.id ?? '';
    await createSession(store.db, eve.personId, nowhere, new Date(at.getTime() - DAY));
    const read = await members(store.db, scopeOf(owner), hashOf(mine), at);
    expect(read).toMatchObject([
      { name: 'Ada', role: 'owner', teams: [], isMe: true, hasPassword: true, sessions: [{ isThis: true }] },
      {
        name: 'Eve',
        role: 'engineer',
        teams: [{ name: 'NLP' }],
        isMe: false,
        hasPassword: false,
        providers: ['github'],
        byGroups: false,
        lastSeenAt: new Date(at.getTime() - DAY).toISOString(),
        sessions: [{ isThis: false, address: '203.0.113.7' }],
      },
    ]);
  });

  it('tells nobody’s sessions to who can’t end them, and none in the demo', async () => {
    const eve = await join(store.db, workspaceId, 'Eve', 'viewer');
    await createSession(store.db, owner.personId, nowhere, at);
    const sessionsFor = async (actor: PersonActor) =>
      (await members(store.db, scopeOf(actor), undefined, at)).flatMap((member) => member.sessions);
    expect(await sessionsFor(eve)).toEqual([]);
    expect(await sessionsFor(owner)).toHaveLength(1);
    await store.db.update(workspace).set({ kind: 'demo' });
    expect(await sessionsFor(owner)).toEqual([]);
  });

  it('holds nobody of another workspace', async () => {
    const [other] = await store.db.insert(workspace).values({ name: 'Other', kind: 'real' }).returning();
    await join(store.db, other?.id ?? '', 'Cy', 'owner');
    expect((await members(store.db, scopeOf(owner), undefined, at)).map(({ name }) => name)).toEqual(['Ada']);
  });
});

describe('the list of invitations', () => {
  it('is for who invites; open, over and taken back are told apart, and old ones forgotten', async () => {
    const send = async (email: string) => {
      const sent = await invite(ports, owner, { email, role: 'viewer', teamIds: [] });
      return sent.ok ? sent.value.invitationId : '';
    };
    await send('old@example.test');
    at = new Date(at.getTime() + 8 * DAY);
    await send('open@example.test');
    await revokeInvitation(ports, owner, await send('back@example.test'));
    const states = async () =>
      (await invitations(store.db, scopeOf(owner), at)).map(({ email, state }) => `${email} ${state}`).sort();
    expect(await states()).toEqual([
      'back@example.test revoked',
      'old@example.test expired',
      'open@example.test open',
    ]);
    at = new Date(at.getTime() + 30 * DAY);
    expect(await states()).toEqual(['back@example.test revoked', 'open@example.test expired']);
    const eve = await join(store.db, workspaceId, 'Eve', 'finance');
    expect(await invitations(store.db, scopeOf(eve), at)).toEqual([]);
  });
});

describe('a new workspace', () => {
  it('is made by an owner of the first one, who owns it and is alone in it', async () => {
    const eve = await join(store.db, workspaceId, 'Eve', 'admin');
    expect(codeOf(await createWorkspace(ports, eve, { name: 'Second' }))).toBe(firstOwnersOnly.code);
    expect(await mayMakeWorkspaces(store.db, scopeOf(eve))).toBe(false);
    expect(await mayMakeWorkspaces(store.db, scopeOf(owner))).toBe(true);
    const made = await createWorkspace(ports, owner, { name: ' Second ' });
    if (!made.ok) throw new Error(made.problem.say);
    const second = made.value.workspaceId;
    expect(await store.db.select().from(membership).where(eq(membership.workspaceId, second))).toMatchObject([
      { personId: owner.personId, role: 'owner' },
    ]);
    expect(await audited(store.db, second)).toEqual(['Ada made the workspace Second']);
    expect(codeOf(await createWorkspace(ports, owner, { name: 'Second' }))).toBe(workspaceExists.code);
    // Owning another one is not enough.
    await seatMember(store.db, { workspaceId: second, personId: eve.personId, role: 'owner' });
    const there = { ...eve, workspaceId: second, role: 'owner' } as const;
    expect(codeOf(await createWorkspace(ports, there, { name: 'Third' }))).toBe(firstOwnersOnly.code);
  });
});
