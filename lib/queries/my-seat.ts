import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { membership, membershipTeam, team } from '@/lib/store/schema';

export interface MySeat {
  teams: string[];
  /** Role and teams come from groups at the company's provider, anew at each sign-in. */
  byGroups: boolean;
}

/** What the person belongs to here. Who sees everything may still belong to teams. */
export async function mySeat(db: Tx, { workspaceId, personId }: Scope): Promise<MySeat> {
  const [[seat], mine] = await Promise.all([
    db
      .select({ byGroups: membership.byGroups })
      .from(membership)
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId))),
    db
      .select({ name: team.name })
      .from(membershipTeam)
      .innerJoin(team, and(eq(team.workspaceId, workspaceId), eq(team.id, membershipTeam.teamId)))
      .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId)))
      .orderBy(asc(team.position), asc(team.name)),
  ]);
  return { teams: mine.map(({ name }) => name), byGroups: seat?.byGroups ?? false };
}
