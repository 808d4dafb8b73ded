/** Who belongs to a workspace: invitations, roles and teams. Leaving is in `leaving.ts`. */
import { and, eq, isNull } from 'drizzle-orm';
import { lockMembers, seatMember } from '@/lib/auth/members';
import { canonicalEmail, isEmail } from '@/lib/auth/people';
import { emailUnfit } from '@/lib/auth/problems';
import { hashOf, newToken } from '@/lib/auth/tokens';
import { publish } from '@/lib/live/publish';
import type { Actor } from '@/lib/policy/actor';
import { ownerRefusal } from '@/lib/policy/members';
import { isRole, may, permissions, type Role, roles } from '@/lib/policy/roles';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { invitation, membership, person, team } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { permissionRefusal } from './permit';
import {
  alreadyMember,
  invitationGone,
  memberNotFound,
  notPermitted,
  peopleOfDemo,
  teamNotFound,
} from './problems';
import type { GatewayPorts } from './types';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

const INVITATION_MS = 7 * 86_400_000;

export interface Invite {
  email: string;
  role: Role;
  teamIds: readonly string[];
}

/** The token stands in the link and nowhere else: it is shown once. */
export interface Invited {
  invitationId: string;
  email: string;
  role: Role;
  token: string;
}

/** A new invitation takes the place of an open one to the same e-mail. */
export async function invite(ports: GatewayPorts, actor: Actor, given: Invite): Promise<Result<Invited>> {
  const email = canonicalEmail(given.email);
  if (!isEmail(email)) return fail(emailUnfit());
  return managing(ports, actor, async (tx, me, now) => {
    const refused = ownerRefusal(me.role, given.role);
    if (refused) return fail(refused);
    const named = await teamNames(tx, me.workspaceId, given.teamIds);
    if (!named) return fail(teamNotFound());
    const [member] = await tx
      .select({ id: person.id })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(and(eq(membership.workspaceId, me.workspaceId), eq(person.email, email)));
    if (member) return fail(alreadyMember({ email }));
    await tx.delete(invitation).where(and(unaccepted(me.workspaceId), eq(invitation.email, email)));
    const token = newToken();
    const [made] = await tx
      .insert(invitation)
      .values({
        workspaceId: me.workspaceId,
        tokenHash: hashOf(token),
        email,
        role: given.role,
        teamIds: [...given.teamIds],
        invitedBy: me.personId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_MS),
      })
      .returning({ id: invitation.id });
    if (!made) throw new Error('an insert returns its row');
    await note(tx, me, now, 'member.invited', `invited ${email} as ${inWords(given.role, named)}`);
    const data = { email, role: given.role, teams: named, by: me.name };
    await tellEvent(tx, me.workspaceId, { type: 'member.invited', at: now, data });
    return ok({ invitationId: made.id, email, role: given.role, token });
  });
}

/** A new link for an invitation that wasn't accepted: the one before it stops working, the week begins anew. */
export async function renewInvitation(
  ports: GatewayPorts,
  actor: Actor,
  invitationId: string,
): Promise<Result<Invited>> {
  return managing(ports, actor, async (tx, me, now) => {
    const known = await pending(tx, me.workspaceId, invitationId);
    if (!known || !isRole(known.role)) return fail(invitationGone());
    const { email, role } = known;
    const refused = ownerRefusal(me.role, role);
    if (refused) return fail(refused);
    const token = newToken();
    await tx
      .update(invitation)
      .set({
        tokenHash: hashOf(token),
        invitedBy: me.personId,
        expiresAt: new Date(now.getTime() + INVITATION_MS),
      })
      .where(and(unaccepted(me.workspaceId), eq(invitation.id, invitationId)));
    await note(tx, me, now, 'member.invited', `made a new invitation link for ${email}`);
    return ok({ invitationId, email, role, token });
  });
}

export async function revokeInvitation(
  ports: GatewayPorts,
  actor: Actor,
  invitationId: string,
): Promise<Result<void>> {
  return managing(ports, actor, async (tx, me, now) => {
    const known = await pending(tx, me.workspaceId, invitationId);
    if (!known) return fail(invitationGone());
    const refused = ownerRefusal(me.role, known.role);
    if (refused) return fail(refused);
    await tx
      .update(invitation)
      .set({ revokedAt: now })
      .where(and(unaccepted(me.workspaceId), eq(invitation.id, invitationId)));
    await note(tx, me, now, 'member.uninvited', `took back the invitation of ${known.email}`);
    return ok(undefined);
  });
}

/** Role and teams at once: one without the other may show somebody nothing, or too much, for a moment. */
export async function changeMember(
  ports: GatewayPorts,
  actor: Actor,
  given: { personId: string; role: Role; teamIds: readonly string[] },
): Promise<Result<void>> {
  return managing(ports, actor, async (tx, me, now, members) => {
    const before = members.get(given.personId);
    if (before === undefined) return fail(memberNotFound());
    const refused = ownerRefusal(me.role, before, given.role);
    if (refused) return fail(refused);
    const named = await teamNames(tx, me.workspaceId, given.teamIds);
    if (!named) return fail(teamNotFound());
    const seated = await seatMember(tx, { workspaceId: me.workspaceId, ...given });
    if (!seated.ok) return seated;
    if (!may(given.role, 'members.manage')) await endInvitationsBy(tx, me.workspaceId, given.personId, now);
    const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, given.personId));
    await note(tx, me, now, 'member.changed', `made ${who?.name} ${inWords(given.role, named)}`);
    const data = { person_id: given.personId, name: who?.name, role: given.role, teams: named, by: me.name };
    await tellEvent(tx, me.workspaceId, { type: 'member.changed', at: now, data });
    return ok(undefined);
  });
}

/** What somebody invited while they could is theirs to vouch for no longer. Returns to whom. */
export async function endInvitationsBy(
  tx: Tx,
  workspaceId: string,
  personId: string,
  now: Date,
): Promise<string[]> {
  const ended = await tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(and(unaccepted(workspaceId), eq(invitation.invitedBy, personId)))
    .returning({ email: invitation.email });
  return ended.map(({ email }) => email);
}

export interface Manager {
  workspaceId: string;
  personId: string;
  name: string;
  role: Role;
  actor: PersonActor;
}

/**
 * An act on a workspace's people. What the actor may do is looked up again under the lock: a role that was taken a
 * moment ago must not still hand out others. In the demo everybody is what they are in their own workspace.
 */
export async function managing<T>(
  { db, now }: GatewayPorts,
  actor: Actor,
  work: (tx: Tx, me: Manager, now: Date, members: ReadonlyMap<string, string>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const refused = permissionRefusal(actor, 'members.manage');
  if (refused || actor.kind !== 'person') return fail(refused ?? notAllowed());
  const { workspaceId, personId, name } = actor;
  return db.transaction(async (tx) => {
    const { kind, roles: members } = await lockMembers(tx, workspaceId);
    const role = members.get(personId) ?? '';
    if (!isRole(role) || !may(role, 'members.manage')) return fail(notAllowed());
    if (kind === 'demo') return fail(peopleOfDemo());
    const done = await work(tx, { workspaceId, personId, name, role, actor }, now(), members);
    if (done.ok) await publish(tx, workspaceId, ['people', 'activity']);
    return done;
  });
}

export const note = (tx: Tx, me: Manager, at: Date, action: string, sentence: string): Promise<void> =>
  record(tx, me.actor, { at, action, result: 'done', sentence });

const notAllowed = () => notPermitted({ need: permissions['members.manage'].toLowerCase() });

const unaccepted = (workspaceId: string) =>
  and(eq(invitation.workspaceId, workspaceId), isNull(invitation.acceptedAt), isNull(invitation.revokedAt));

async function pending(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(invitation)
    .where(and(unaccepted(workspaceId), eq(invitation.id, id)));
  return row;
}

/** Names of these teams, or null when one of them isn't a team here. */
async function teamNames(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<string[] | null> {
  const rows = await tx
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(eq(team.workspaceId, workspaceId))
    .orderBy(team.position);
  const chosen = rows.filter(({ id }) => ids.includes(id));
  return chosen.length === new Set(ids).size ? chosen.map(({ name }) => name) : null;
}

const inWords = (role: Role, teams: readonly string[]): string =>
  `${roles[role].title.toLowerCase()}${teams.length > 0 ? ` of ${teams.join(', ')}` : ''}`;
