/** Who belongs to which workspace, in which role and teams. Every change of it comes through here. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { memberRefusal } from '@/lib/policy/members';
import { isRole, type Role } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { membership, membershipTeam, team, workspace } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';

export interface Seat {
  workspaceId: string;
  personId: string;
  role: Role;
  /** All the teams they are to belong to; left out, they stay as they are. Ids of no team here are dropped. */
  teamIds?: readonly string[];
}

/** Adds somebody to a workspace, or changes their role and teams there. Refuses to leave it without an owner. */
export async function seatMember(db: Tx, seat: Seat): Promise<Result<{ before: Role | null }>> {
  const { workspaceId, personId, role, teamIds } = seat;
  return db.transaction(async (tx) => {
    const { kind, roles } = await lockMembers(tx, workspaceId);
    const refused = memberRefusal(roles, { personId, to: role });
    if (refused) return fail(refused);
    await tx
      .insert(membership)
      .values({ workspaceId, personId, role })
      .onConflictDoUpdate({ target: [membership.workspaceId, membership.personId], set: { role } });
    if (teamIds) await setTeams(tx, { workspaceId, personId }, teamIds);
    if (kind === 'real') await followInDemo(tx, personId);
    await publish(tx, workspaceId, ['people', 'activity']);
    const before = roles.get(personId) ?? '';
    return ok({ before: isRole(before) ? before : null });
  });
}

/** Takes somebody out of a workspace, and out of the demo with the last real one. Null when they weren't in it. */
export async function unseatMember(
  db: Tx,
  { workspaceId, personId }: Pick<Seat, 'workspaceId' | 'personId'>,
): Promise<Result<{ before: string } | null>> {
  return db.transaction(async (tx) => {
    const { kind, roles } = await lockMembers(tx, workspaceId);
    const before = roles.get(personId);
    if (before === undefined) return ok(null);
    const refused = memberRefusal(roles, { personId, to: null });
    if (refused) return fail(refused);
    await tx
      .delete(membership)
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
    if (kind === 'real') await followInDemo(tx, personId);
    await publish(tx, workspaceId, ['people', 'activity']);
    return ok({ before });
  });
}

/**
 * The roles of a workspace's members, which nobody else changes until the transaction ends: of two owners who leave
 * at the same moment, one stays. The workspace's row stands for them all, members to come included.
 */
export async function lockMembers(
  tx: Tx,
  workspaceId: string,
): Promise<{ kind: 'real' | 'demo'; roles: ReadonlyMap<string, string> }> {
  const [locked] = await tx
    .select({ kind: workspace.kind })
    .from(workspace)
    .where(eq(workspace.id, workspaceId))
    .for('no key update');
  if (!locked) throw new Error('members of no workspace');
  const rows = await tx
    .select({ personId: membership.personId, role: membership.role })
    .from(membership)
    .where(eq(membership.workspaceId, workspaceId));
  return { kind: locked.kind, roles: new Map(rows.map(({ personId, role }) => [personId, role])) };
}

async function setTeams(
  tx: Tx,
  { workspaceId, personId }: Pick<Seat, 'workspaceId' | 'personId'>,
  teamIds: readonly string[],
): Promise<void> {
  await tx
    .delete(membershipTeam)
    .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId)));
  if (teamIds.length === 0) return;
  const known = await tx
    .select({ teamId: team.id })
    .from(team)
    .where(and(eq(team.workspaceId, workspaceId), inArray(team.id, [...teamIds])));
  if (known.length === 0) return;
  await tx.insert(membershipTeam).values(known.map(({ teamId }) => ({ workspaceId, personId, teamId })));
}

/** Everybody of a real workspace is in every demo workspace, in the role they have there; or only this person. */
export async function joinDemo(db: Tx, personId?: string): Promise<void> {
  const whom = personId === undefined ? sql`` : sql`AND m.person_id = ${personId}`;
  await db.execute(sql`
    INSERT INTO membership (workspace_id, person_id, role)
    SELECT DISTINCT ON (demo.id, m.person_id) demo.id, m.person_id, m.role
    FROM membership m
    JOIN workspace home ON home.id = m.workspace_id AND home.kind = 'real'
    CROSS JOIN workspace demo
    WHERE demo.kind = 'demo' ${whom}
    ORDER BY demo.id, m.person_id, m.created_at
    ON CONFLICT (workspace_id, person_id) DO UPDATE SET role = excluded.role`);
  // Teams of a company aren't teams of the demo: whoever sees their teams only sees all of the demo's.
  await db.execute(sql`
    INSERT INTO membership_team (workspace_id, person_id, team_id)
    SELECT m.workspace_id, m.person_id, t.id
    FROM membership m
    JOIN workspace demo ON demo.id = m.workspace_id AND demo.kind = 'demo'
    JOIN team t ON t.workspace_id = demo.id
    WHERE true ${whom}
    ON CONFLICT DO NOTHING`);
}

/** What somebody is in the demo follows from what they are in real workspaces. */
async function followInDemo(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`
    DELETE FROM membership m USING workspace demo
    WHERE demo.id = m.workspace_id AND demo.kind = 'demo' AND m.person_id = ${personId}
      AND NOT EXISTS (
        SELECT FROM membership other JOIN workspace home ON home.id = other.workspace_id
        WHERE other.person_id = m.person_id AND home.kind = 'real')`);
  await joinDemo(tx, personId);
}
