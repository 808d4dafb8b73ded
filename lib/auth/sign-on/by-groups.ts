/** Memberships that follow the groups somebody is in at the company's provider. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import type { Grant } from '@/lib/policy/groups';
import { isRole, roles } from '@/lib/policy/roles';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { membership, membershipTeam, team, workspace } from '@/lib/store/schema';
import { seatMember, unseatMember } from '../members';
import type { Way } from './settings';

interface Person {
  id: string;
  name: string;
}

/** The role and teams of the groups, again at each sign-in. An owner made by hand stays one, and so does the last. */
export async function seatByGroups(
  tx: Tx,
  way: Way,
  workspaceId: string,
  { id: personId, name }: Person,
  grant: Grant,
  now: Date,
): Promise<void> {
  const before = await seatOf(tx, workspaceId, personId);
  const ownedByHand = before?.role === 'owner' && !before.byGroups;
  const teamIds = grant.teams && (await teamsNamed(tx, way, workspaceId, grant.teams, now));
  const seat = { workspaceId, personId, ...(teamIds ? { teamIds } : {}) };
  const wanted = ownedByHand ? 'owner' : grant.role;
  const done = await seatMember(tx, { ...seat, role: wanted });
  // Refused for one reason: they are the last owner. The teams are theirs all the same.
  if (!done.ok) await seatMember(tx, { ...seat, role: 'owner' });
  if (!ownedByHand) await markByGroups(tx, workspaceId, personId);

  const after = await seatOf(tx, workspaceId, personId);
  if (!after || (before?.role === after.role && sameTeams(before.teams, after.teams))) return;
  const title = isRole(after.role) ? roles[after.role].title.toLowerCase() : after.role;
  const role = after.teams.length > 0 ? `${title} of ${LISTED.format(after.teams)}` : title;
  await record(tx, actor(way, workspaceId), {
    at: now,
    action: before ? 'member.changed' : 'member.added',
    result: 'done',
    sentence: `${before ? 'made' : 'let in'} ${name}${before ? '' : ' as'} ${role}, by their groups`,
    detail: { personId },
  });
  await tellEvent(tx, workspaceId, {
    type: before ? 'member.changed' : 'member.joined',
    at: now,
    data: { person_id: personId, name, role: after.role, teams: after.teams, by: 'groups' },
  });
}

/** None of the groups gives anything any more: what they had given ends, except for the last owner. */
export async function endByGroups(
  tx: Tx,
  way: Way,
  workspaceId: string,
  { id: personId, name }: Person,
  now: Date,
): Promise<void> {
  const before = await seatOf(tx, workspaceId, personId);
  if (!before?.byGroups) return;
  const ended = await unseatMember(tx, { workspaceId, personId });
  await record(tx, actor(way, workspaceId), {
    at: now,
    action: 'member.removed',
    result: ended.ok ? 'done' : 'refused',
    sentence: ended.ok
      ? `ended the membership of ${name}, whose groups no longer give one`
      : `kept ${name}, whose groups no longer give a membership, as the last owner`,
    detail: { personId },
  });
  if (!ended.ok) return;
  const data = { person_id: personId, name, by: 'groups' };
  await tellEvent(tx, workspaceId, { type: 'member.removed', at: now, data });
}

/**
 * Whether it is groups that let somebody in. A password would let them in past their groups; only an owner keeps it,
 * for the day on which the provider is down.
 */
export async function comesByGroups(db: Tx, personId: string): Promise<boolean> {
  const seats = await db
    .select({ role: membership.role, byGroups: membership.byGroups })
    .from(membership)
    .innerJoin(workspace, and(eq(workspace.id, membership.workspaceId), eq(workspace.kind, 'real')))
    .where(eq(membership.personId, personId));
  return seats.some((seat) => seat.byGroups) && !seats.some((seat) => seat.role === 'owner');
}

const actor = (way: Way, workspaceId: string): Actor => ({
  kind: 'rule',
  rule: 'groups',
  workspaceId,
  name: way.name,
});

async function seatOf(tx: Tx, workspaceId: string, personId: string) {
  const [seat] = await tx
    .select({ role: membership.role, byGroups: membership.byGroups })
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
  if (!seat) return undefined;
  const teams = await tx
    .select({ name: team.name })
    .from(membershipTeam)
    .innerJoin(team, and(eq(team.workspaceId, workspaceId), eq(team.id, membershipTeam.teamId)))
    .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId)))
    .orderBy(team.name);
  return { ...seat, teams: teams.map((row) => row.name) };
}

async function markByGroups(tx: Tx, workspaceId: string, personId: string): Promise<void> {
  await tx
    .update(membership)
    .set({ byGroups: true })
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
}

/** Whoever wrote the rules knows the company's teams: one that isn't here yet is made. */
async function teamsNamed(
  tx: Tx,
  way: Way,
  workspaceId: string,
  names: readonly string[],
  now: Date,
): Promise<string[]> {
  if (names.length === 0) return [];
  const made = await tx.execute<{ name: string }>(sql`
    INSERT INTO team (workspace_id, name, position)
    SELECT ${workspaceId}, wanted.name, wanted.at + (
      SELECT coalesce(max(position), 0) FROM team WHERE workspace_id = ${workspaceId})
    FROM unnest(${sql.param([...names])}::text[]) WITH ORDINALITY AS wanted (name, at)
    WHERE NOT EXISTS (SELECT FROM team t WHERE t.workspace_id = ${workspaceId} AND t.name = wanted.name)
    ON CONFLICT DO NOTHING
    RETURNING name`);
  for (const { name } of made.rows) {
    await record(tx, actor(way, workspaceId), {
      at: now,
      action: 'workspace.changed',
      result: 'done',
      sentence: `added the team ${name}, which a group belongs to`,
    });
  }
  const rows = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.workspaceId, workspaceId), inArray(team.name, [...names])));
  return rows.map((row) => row.id);
}

const sameTeams = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((name) => others.includes(name));

const LISTED = new Intl.ListFormat('en-GB');
