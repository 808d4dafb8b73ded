/** Accepting an invitation: with its link, or by a single sign-on that vouches for the e-mail it was sent to. */
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import { invitationState } from '@/lib/policy/members';
import { isRole, type Role, roles } from '@/lib/policy/roles';
import { record } from '@/lib/store/audit';
import type { Db, Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { invitation, membership, person, team, workspace } from '@/lib/store/schema';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { lockMembers, seatMember } from './members';
import { hashPassword, unfit } from './passwords';
import {
  emailTaken,
  invitationForOther,
  invitationOver,
  invitationUnknown,
  invitationUsed,
  nameMissing,
} from './problems';
import { hashOf } from './tokens';

type Invitation = typeof invitation.$inferSelect & { role: Role };

/** What its link shows to whoever opens it. */
export interface Invited {
  email: string;
  role: Role;
  workspaceName: string;
  invitedBy: string;
  teams: string[];
  /** How they are known here already: they sign in then, and choose no password. */
  known: 'by-password' | 'by-sign-on' | null;
}

export async function findInvitation(db: Tx, token: string, now: Date): Promise<Result<Invited>> {
  const found = await openInvitation(db, token, now);
  if (!found.ok) return found;
  const { workspaceId, email, role, invitedBy, teamIds } = found.value;
  const [[home], [by], [known], teams] = await Promise.all([
    db.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId)),
    db.select({ name: person.name }).from(person).where(eq(person.id, invitedBy)),
    db.select({ passwordHash: person.passwordHash }).from(person).where(eq(person.email, email)),
    db
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(eq(team.workspaceId, workspaceId))
      .orderBy(team.position),
  ]);
  return ok({
    email,
    role,
    workspaceName: home?.name ?? '',
    invitedBy: by?.name ?? '',
    teams: teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name),
    known: known ? (known.passwordHash === null ? 'by-sign-on' : 'by-password') : null,
  });
}

/** Somebody signed in accepts; the invitation is theirs by its e-mail. */
export async function acceptInvitation(
  db: Db,
  token: string,
  who: { personId: string; email: string },
  now: Date,
): Promise<Result<{ workspaceId: string }>> {
  return db.transaction(async (tx) => {
    const found = await lockedInvitation(tx, token, now);
    if (!found.ok) return found;
    if (found.value.email !== who.email) return fail(invitationForOther({ email: found.value.email }));
    return take(tx, found.value, who.personId, now);
  });
}

/** Somebody new accepts: the link makes them a person. */
export async function signUp(
  db: Db,
  token: string,
  given: { name: string; password: string },
  now: Date,
): Promise<Result<{ personId: string; workspaceId: string }>> {
  const name = given.name.trim();
  const problem = name === '' ? nameMissing({ what: 'your name' }) : unfit(given.password);
  if (problem) return fail(problem);
  // Guessing at links costs nobody a password's work.
  const early = await openInvitation(db, token, now);
  if (!early.ok) return early;
  const passwordHash = await hashPassword(given.password);
  return db.transaction(async (tx) => {
    const found = await lockedInvitation(tx, token, now);
    if (!found.ok) return found;
    const [made] = await tx
      .insert(person)
      .values({ email: found.value.email, name, passwordHash })
      .onConflictDoNothing()
      .returning({ id: person.id });
    if (!made) return fail(emailTaken());
    const taken = await take(tx, found.value, made.id, now);
    return taken.ok ? ok({ ...taken.value, personId: made.id }) : taken;
  });
}

/**
 * Takes every open invitation to an e-mail that a provider has verified to be theirs; no link is needed then. Returns
 * the workspaces joined.
 */
export async function acceptOpenInvitations(
  db: Tx,
  who: { personId: string; email: string },
  now: Date,
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const candidates = await tx
      .selectDistinct({ workspaceId: invitation.workspaceId })
      .from(invitation)
      .where(openFor(who.email, now))
      .orderBy(invitation.workspaceId);
    const joined: string[] = [];
    for (const { workspaceId } of candidates) {
      await lockMembers(tx, workspaceId);
      const [row] = await tx
        .select()
        .from(invitation)
        .where(and(eq(invitation.workspaceId, workspaceId), openFor(who.email, now)))
        .orderBy(desc(invitation.createdAt))
        .limit(1);
      if (!row || !isRole(row.role)) continue;
      const taken = await take(tx, { ...row, role: row.role }, who.personId, now);
      if (taken.ok) joined.push(workspaceId);
    }
    return joined;
  });
}

const openFor = (email: string, now: Date) =>
  and(
    eq(invitation.email, email),
    isNull(invitation.acceptedAt),
    isNull(invitation.revokedAt),
    gt(invitation.expiresAt, now),
  );

/** Whoever writes an invitation holds its workspace's members: in that order, or two of them wait for each other. */
async function lockedInvitation(tx: Tx, token: string, now: Date): Promise<Result<Invitation>> {
  const found = await openInvitation(tx, token, now);
  if (!found.ok) return found;
  await lockMembers(tx, found.value.workspaceId);
  return openInvitation(tx, token, now);
}

async function openInvitation(db: Tx, token: string, now: Date): Promise<Result<Invitation>> {
  const [row] = await db
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hashOf(token)));
  if (!row || !isRole(row.role)) return fail(invitationUnknown());
  const problem = whyNot(row, now);
  return problem ? fail(problem) : ok({ ...row, role: row.role });
}

function whyNot(row: typeof invitation.$inferSelect, now: Date): Problem | null {
  const state = invitationState(row, now);
  if (state === 'open') return null;
  return state === 'accepted' ? invitationUsed() : invitationOver({ why: state });
}

/** Joins the workspace. Somebody who belongs to it by now keeps the role they have there. */
async function take(
  tx: Tx,
  invited: Invitation,
  personId: string,
  now: Date,
): Promise<Result<{ workspaceId: string }>> {
  const { workspaceId, id, role, teamIds } = invited;
  await tx
    .update(invitation)
    .set({ acceptedAt: now, acceptedBy: personId })
    .where(and(eq(invitation.workspaceId, workspaceId), eq(invitation.id, id)));
  const [already] = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
  if (already) return ok({ workspaceId });
  const seated = await seatMember(tx, { workspaceId, personId, role, teamIds });
  if (!seated.ok) return seated;
  const actor = await actorOf(tx, invited, personId);
  await record(tx, actor, {
    at: now,
    action: 'member.joined',
    result: 'done',
    sentence: `joined as ${roles[role].title.toLowerCase()}, by invitation`,
  });
  const data = { person_id: personId, name: actor.name, role, by: 'invitation' };
  await tellEvent(tx, workspaceId, { type: 'member.joined', at: now, data });
  return ok({ workspaceId });
}

async function actorOf(tx: Tx, { workspaceId, role }: Invitation, personId: string): Promise<Actor> {
  const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, personId));
  return { kind: 'person', workspaceId, personId, name: who?.name ?? '', role, sees: [], via: 'page' };
}
