/** Who belongs to a workspace, how they come in, and who is invited. */
import { and, asc, desc, eq, gt, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import { type InvitationState, invitationState } from '@/lib/policy/members';
import { isRole, may, type Role } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import {
  invitation,
  membership,
  membershipTeam,
  person,
  personIdentity,
  session,
  team,
  workspace,
} from '@/lib/store/schema';
import { type OpenSession, openSession } from './sessions';

export interface MemberTeam {
  id: string;
  name: string;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  teams: MemberTeam[];
  isMe: boolean;
  /** Given by the company's groups, and renewed from them at each sign-in. */
  byGroups: boolean;
  joinedAt: string;
  /** The last use of any of their sessions; null: none is remembered. */
  lastSeenAt: string | null;
  hasPassword: boolean;
  /** Providers of single sign-on that know them: `github`, `google`, `oidc:<issuer>`. */
  providers: string[];
  /** For whoever may end them; empty for everybody else. */
  sessions: OpenSession[];
}

export async function members(
  db: Tx,
  scope: Scope,
  thisSession: string | undefined,
  now: Date,
): Promise<Member[]> {
  if (!may(scope.role, 'members.read')) return [];
  const rows = await db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      role: membership.role,
      byGroups: membership.byGroups,
      joinedAt: membership.createdAt,
      hasPassword: sql<boolean>`${person.passwordHash} IS NOT NULL`,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.workspaceId, scope.workspaceId))
    .orderBy(asc(person.name), asc(person.email));
  const ids = rows.map(({ id }) => id);
  const [teams, seen, providers, sessions] = await Promise.all([
    teamsByPerson(db, scope),
    lastSeen(db, ids),
    providersOf(db, ids),
    sessionsByPerson(db, scope, ids, thisSession, now),
  ]);
  return rows.flatMap(({ role, joinedAt, ...row }) =>
    isRole(role)
      ? {
          ...row,
          role,
          teams: teams.get(row.id) ?? [],
          isMe: row.id === scope.personId,
          joinedAt: joinedAt.toISOString(),
          lastSeenAt: seen.get(row.id)?.toISOString() ?? null,
          providers: providers.get(row.id) ?? [],
          sessions: sessions.get(row.id) ?? [],
        }
      : [],
  );
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: Role;
  teams: MemberTeam[];
  invitedBy: string;
  state: Exclude<InvitationState, 'accepted'>;
  createdAt: string;
  expiresAt: string;
}

/** What is over is shown this much longer, for "did they ever get it?". */
const SHOWN_MS = 30 * 86_400_000;

/** Invitations that nobody accepted, the newest first. */
export async function invitations(db: Tx, scope: Scope, now: Date): Promise<PendingInvitation[]> {
  if (!may(scope.role, 'members.manage')) return [];
  const rows = await db
    .select({ invitation, by: person.name })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.workspaceId, scope.workspaceId),
        isNull(invitation.acceptedAt),
        gt(invitation.expiresAt, new Date(now.getTime() - SHOWN_MS)),
      ),
    )
    .orderBy(desc(invitation.createdAt));
  const teams = new Map((await allTeams(db, scope)).map((each) => [each.id, each]));
  return rows.flatMap(({ invitation: row, by }) => {
    const state = invitationState(row, now);
    if (state === 'accepted' || !isRole(row.role)) return [];
    return {
      id: row.id,
      email: row.email,
      role: row.role,
      teams: row.teamIds.flatMap((id) => teams.get(id) ?? []),
      invitedBy: by,
      state,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  });
}

/** Whether they may make another workspace: owners of the company's first one. */
export async function mayMakeWorkspaces(db: Tx, scope: Scope): Promise<boolean> {
  const [first] = await db
    .select({ id: workspace.id, role: membership.role })
    .from(workspace)
    .leftJoin(
      membership,
      and(eq(membership.workspaceId, workspace.id), eq(membership.personId, scope.personId)),
    )
    .where(eq(workspace.kind, 'real'))
    .orderBy(workspace.createdAt, workspace.id)
    .limit(1);
  return first?.role === 'owner';
}

const allTeams = (db: Tx, scope: Scope): Promise<MemberTeam[]> =>
  db
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(eq(team.workspaceId, scope.workspaceId))
    .orderBy(asc(team.position), asc(team.name));

async function teamsByPerson(db: Tx, scope: Scope): Promise<Map<string, MemberTeam[]>> {
  const rows = await db
    .select({ personId: membershipTeam.personId, id: team.id, name: team.name })
    .from(membershipTeam)
    .innerJoin(
      team,
      and(eq(team.workspaceId, membershipTeam.workspaceId), eq(team.id, membershipTeam.teamId)),
    )
    .where(eq(membershipTeam.workspaceId, scope.workspaceId))
    .orderBy(asc(team.position), asc(team.name));
  return grouped(rows, ({ personId, ...each }) => [personId, each]);
}

async function lastSeen(db: Tx, ids: string[]): Promise<Map<string, Date>> {
  const rows = await db
    .select({ personId: session.personId, at: max(session.lastSeenAt) })
    .from(session)
    .where(inArray(session.personId, ids))
    .groupBy(session.personId);
  return new Map(rows.flatMap(({ personId, at }) => (at ? [[personId, at] as const] : [])));
}

async function providersOf(db: Tx, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ personId: personIdentity.personId, provider: personIdentity.provider })
    .from(personIdentity)
    .where(inArray(personIdentity.personId, ids))
    .orderBy(personIdentity.provider);
  return grouped(rows, ({ personId, provider }) => [personId, provider]);
}

/** In the demo everybody meets everybody: from where somebody comes in is nobody's business there. */
async function sessionsByPerson(
  db: Tx,
  scope: Scope,
  ids: string[],
  thisSession: string | undefined,
  now: Date,
): Promise<Map<string, OpenSession[]>> {
  const [here] = await db
    .select({ kind: workspace.kind })
    .from(workspace)
    .where(eq(workspace.id, scope.workspaceId));
  if (!may(scope.role, 'members.manage') || here?.kind !== 'real') return new Map();
  const rows = await db
    .select()
    .from(session)
    .where(and(inArray(session.personId, ids), isNull(session.revokedAt), gt(session.expiresAt, now)))
    .orderBy(desc(session.lastSeenAt));
  return grouped(rows, (row) => [row.personId, openSession(row, thisSession)]);
}

function grouped<Row, Value>(rows: readonly Row[], of: (row: Row) => [string, Value]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = of(row);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
