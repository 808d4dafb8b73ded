import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '@/lib/auth/authenticate';
import { acceptInvitation, acceptOpenInvitations, findInvitation, signUp } from '@/lib/auth/invitations';
import * as problems from '@/lib/auth/problems';
import * as members from '@/lib/gateway/members';
import * as refusals from '@/lib/gateway/problems';
import type { GatewayPorts } from '@/lib/gateway/types';
import { ownersOnly } from '@/lib/policy/members';
import type { Role } from '@/lib/policy/roles';
import { openStore, type Store } from '@/lib/store/db';
import { invitation, membership, membershipTeam, person, workspace } from '@/lib/store/schema';
import type { Result } from '@/lib/vast/problem';
import { testDatabase } from '@/tests/support/database';
import { audited, join, newPerson, newTeam, PASSWORD, type PersonActor } from '@/tests/support/members';

const nowhere = { address: '203.0.113.7', agent: 'test' };
const DAY = 86_400_000;
let at: Date;
let store: Store;
let ports: GatewayPorts;
let workspaceId: string;
let owner: PersonActor;
let admin: PersonActor;

beforeEach(async () => {
  at = new Date('2026-11-24T12:00:00Z');
  store = openStore((await testDatabase()).url);
  ports = { db: store.db, now: () => at } as GatewayPorts;
  workspaceId = await newWorkspace('real');
  owner = await join(store.db, workspaceId, 'Ada', 'owner');
  admin = await join(store.db, workspaceId, 'Grace', 'admin');
  return () => store.close();
});

async function newWorkspace(kind: 'real' | 'demo'): Promise<string> {
  const [made] = await store.db.insert(workspace).values({ name: 'Northwind AI', kind }).returning();
  return made?.id ?? '';
}

const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.problem.code);
const invite = (role: Role, teamIds: string[] = [], by: PersonActor = owner, email = 'eve@example.test') =>
  members.invite(ports, by, { email, role, teamIds });
async function link(role: Role, teamIds: string[] = []): Promise<string> {
  const invited = await invite(role, teamIds);
  if (!invited.ok) throw new Error(invited.problem.say);
  return invited.value.token;
}
const roleOf = async (personId: string, where = workspaceId) =>
  (await store.db.select().from(membership).where(eq(membership.personId, personId))).find(
    (row) => row.workspaceId === where,
  )?.role;

describe('an invitation', () => {
  it('makes somebody new a member with its role and teams, who then signs in', async () => {
    const demo = await newWorkspace('demo');
    const nlp = await newTeam(store.db, workspaceId, 'NLP');
    const token = await link('engineer', [nlp]);
    expect(await findInvitation(store.db, token, at)).toMatchObject({
      value: {
        email: 'eve@example.test',
        workspaceName: 'Northwind AI',
        invitedBy: 'Ada',
        teams: ['NLP'],
        known: null,
      },
    });
    expect(codeOf(await signUp(store.db, token, { name: ' ', password: PASSWORD }, at))).toBe(
      problems.nameMissing.code,
    );
    expect(codeOf(await signUp(store.db, token, { name: 'Eve', password: 'short' }, at))).toBe(
      problems.passwordUnfit.code,
    );
    const made = await signUp(store.db, token, { name: 'Eve', password: PASSWORD }, at);
    if (!made.ok) throw new Error(made.problem.say);
    const { personId } = made.value;
    expect(await roleOf(personId)).toBe('engineer');
    expect(await roleOf(personId, demo)).toBe('engineer');
    expect(await store.db.select().from(membershipTeam)).toEqual([{ workspaceId, personId, teamId: nlp }]);
    const signedIn = await authenticate(
      store.db,
      { email: 'eve@example.test', password: PASSWORD },
      nowhere,
      at,
    );
    expect(signedIn.ok).toBe(true);
    expect(await audited(store.db, workspaceId)).toEqual([
      'Ada invited eve@example.test as engineer of NLP',
      'Eve joined as engineer, by invitation',
    ]);
    expect(codeOf(await findInvitation(store.db, token, at))).toBe(problems.invitationUsed.code);
  });

  it('is accepted once, when its link is opened in many windows at the same moment', async () => {
    const token = await link('viewer');
    const given = { name: 'Eve', password: PASSWORD };
    const made = await Promise.all([1, 2, 3, 4].map(() => signUp(store.db, token, given, at)));
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await audited(store.db, workspaceId, 'member.joined')).toHaveLength(1);
  });

  it('isn’t in the database: neither its link nor what opens it', async () => {
    const token = await link('viewer');
    expect(JSON.stringify(await store.db.select().from(invitation))).not.toContain(token);
    const [row] = await store.db.select().from(invitation);
    expect(codeOf(await findInvitation(store.db, row?.tokenHash ?? '', at))).toBe(
      problems.invitationUnknown.code,
    );
  });

  it('ends after seven days, when taken back, and when a newer one takes its place', async () => {
    const first = await link('viewer');
    at = new Date(at.getTime() + 7 * DAY - 1);
    expect(codeOf(await findInvitation(store.db, first, at))).toBe('done');
    at = new Date(at.getTime() + 1);
    const given = { name: 'Eve', password: PASSWORD };
    expect(codeOf(await signUp(store.db, first, given, at))).toBe(problems.invitationOver.code);

    const second = await link('viewer');
    const third = await invite('finance');
    expect(codeOf(await signUp(store.db, second, given, at))).toBe(problems.invitationUnknown.code);
    const id = third.ok ? third.value.invitationId : '';
    const renewed = await members.renewInvitation(ports, admin, id);
    expect(codeOf(await signUp(store.db, third.ok ? third.value.token : '', given, at))).toBe(
      problems.invitationUnknown.code,
    );
    expect(codeOf(await members.revokeInvitation(ports, admin, id))).toBe('done');
    expect(codeOf(await signUp(store.db, renewed.ok ? renewed.value.token : '', given, at))).toBe(
      problems.invitationOver.code,
    );
    expect(codeOf(await members.revokeInvitation(ports, admin, id))).toBe(refusals.invitationGone.code);
    expect(await store.db.select().from(person)).toHaveLength(2);
  });

  it('to be an owner is made anew and taken back by an owner only', async () => {
    const invited = await invite('owner');
    const id = invited.ok ? invited.value.invitationId : '';
    expect(codeOf(await members.renewInvitation(ports, admin, id))).toBe(ownersOnly.code);
    expect(codeOf(await members.revokeInvitation(ports, admin, id))).toBe(ownersOnly.code);
    expect(codeOf(await members.renewInvitation(ports, owner, id))).toBe('done');
  });

  it('is for its e-mail only; somebody who is known joins signed in, and their password stays', async () => {
    const token = await link('viewer');
    const bob = await newPerson(store.db, 'Bob');
    expect(codeOf(await acceptInvitation(store.db, token, bob, at))).toBe(problems.invitationForOther.code);
    const eve = await newPerson(store.db, 'Eve');
    expect(codeOf(await signUp(store.db, token, { name: 'Eve', password: 'another password' }, at))).toBe(
      problems.emailTaken.code,
    );
    expect(codeOf(await acceptInvitation(store.db, token, eve, at))).toBe('done');
    expect(await roleOf(eve.personId)).toBe('viewer');
    expect(
      codeOf(await authenticate(store.db, { email: eve.email, password: 'another password' }, nowhere, at)),
    ).toBe(problems.wrongCredentials.code);
  });

  it('leaves a role that somebody got meanwhile as it is', async () => {
    const token = await link('viewer');
    const eve = await join(store.db, workspaceId, 'Eve', 'admin');
    await acceptInvitation(store.db, token, { personId: eve.personId, email: 'eve@example.test' }, at);
    expect(await roleOf(eve.personId)).toBe('admin');
  });

  it('is taken without its link by a sign-in that vouches for the e-mail, in every workspace', async () => {
    const second = await newWorkspace('real');
    const other = await join(store.db, second, 'Cy', 'owner');
    await invite('viewer');
    await invite('finance', [], other);
    const eve = await newPerson(store.db, 'Eve');
    expect((await acceptOpenInvitations(store.db, eve, at)).sort()).toEqual([workspaceId, second].sort());
    expect([await roleOf(eve.personId), await roleOf(eve.personId, second)]).toEqual(['viewer', 'finance']);
    expect(await acceptOpenInvitations(store.db, eve, at)).toEqual([]);
  });
});

describe('whoever invites', () => {
  it('may, here and now: an engineer may not, an admin makes no owner, a demoted admin nothing more', async () => {
    const engineer = await join(store.db, workspaceId, 'Linus', 'engineer');
    expect(codeOf(await invite('viewer', [], engineer))).toBe(refusals.notPermitted.code);
    expect(codeOf(await invite('owner', [], admin))).toBe(ownersOnly.code);
    expect(codeOf(await invite('viewer', [], admin))).toBe('done');
    await members.changeMember(ports, owner, { personId: admin.personId, role: 'viewer', teamIds: [] });
    // Their request still says admin.
    expect(codeOf(await invite('viewer', [], admin))).toBe(refusals.notPermitted.code);
    expect(codeOf(await invite('viewer', [], { ...owner, workspaceId: await newWorkspace('real') }))).toBe(
      refusals.notPermitted.code,
    );
  });

  it('vouches no longer once they may not invite any more', async () => {
    const invited = await invite('viewer', [], admin);
    await members.changeMember(ports, owner, { personId: admin.personId, role: 'finance', teamIds: [] });
    const token = invited.ok ? invited.value.token : '';
    expect(codeOf(await findInvitation(store.db, token, at))).toBe(problems.invitationOver.code);
  });

  it('names a real e-mail of somebody who isn’t here yet, and teams of this workspace', async () => {
    const elsewhere = await newTeam(store.db, await newWorkspace('real'), 'NLP');
    expect(codeOf(await invite('viewer', [], owner, 'nobody'))).toBe(problems.emailUnfit.code);
    expect(codeOf(await invite('viewer', [], owner, 'Grace@Example.test'))).toBe(refusals.alreadyMember.code);
    expect(codeOf(await invite('engineer', [elsewhere]))).toBe(refusals.teamNotFound.code);
    expect(await store.db.select().from(invitation)).toEqual([]);
  });

  it('is not in the demo, where people are who they are at home', async () => {
    const demo = await newWorkspace('demo');
    const there = await join(store.db, demo, 'Dee', 'owner');
    expect(codeOf(await invite('viewer', [], there))).toBe(refusals.peopleOfDemo.code);
  });
});

describe('role and teams', () => {
  it('are changed together, and written down', async () => {
    const nlp = await newTeam(store.db, workspaceId, 'NLP');
    const eve = await join(store.db, workspaceId, 'Eve', 'viewer');
    const to = (role: Role, teamIds: string[], by = admin) =>
      members.changeMember(ports, by, { personId: eve.personId, role, teamIds });
    expect(codeOf(await to('engineer', [nlp]))).toBe('done');
    expect(await roleOf(eve.personId)).toBe('engineer');
    expect(codeOf(await to('owner', []))).toBe(ownersOnly.code);
    expect(codeOf(await to('owner', [], owner))).toBe('done');
    expect(codeOf(await to('viewer', []))).toBe(ownersOnly.code);
    expect(await audited(store.db, workspaceId, 'member.changed')).toEqual([
      'Grace made Eve engineer of NLP',
      'Ada made Eve owner',
    ]);
    const gone = {
      personId: (await newPerson(store.db, 'Bob')).personId,
      role: 'viewer',
      teamIds: [],
    } as const;
    expect(codeOf(await members.changeMember(ports, owner, gone))).toBe(refusals.memberNotFound.code);
  });
});
