import { asc, eq } from 'drizzle-orm';
import { allocate } from '@/lib/ledger/allocation';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { allocationRule, team } from '@/lib/store/schema';
import type { FromLedger, Selected } from './instances-row';

/** Whose an instance is today, by the ledger's own rule, so that the list groups as the costs do. */
export async function owners(
  db: Tx,
  scope: Scope,
): Promise<(row: Pick<Selected, 'label' | 'team_id' | 'project' | 'gpu_name'>) => FromLedger['whose']> {
  const [rules, teams] = await Promise.all([
    db
      .select()
      .from(allocationRule)
      .where(eq(allocationRule.workspaceId, scope.workspaceId))
      .orderBy(asc(allocationRule.position)),
    db.select({ id: team.id, name: team.name }).from(team).where(eq(team.workspaceId, scope.workspaceId)),
  ]);
  const nameOf = new Map(teams.map((each) => [each.id, each.name]));
  // A fleet's labels repeat, and every rule is a pattern to try.
  const byLabel = new Map<string, FromLedger['whose']>();
  return ({ label, team_id: teamId, project, gpu_name: gpuName }) => {
    const key = [teamId, project, label].join('\u0000');
    const known = byLabel.get(key);
    if (known) return known;
    const found = allocate({ gpuName, assignment: { teamId, project, ownerId: null } }, rules, label);
    const whose = {
      teamId: found.teamId,
      team: found.teamId === null ? null : (nameOf.get(found.teamId) ?? 'Former team'),
      project: found.project,
    };
    byLabel.set(key, whose);
    return whose;
  };
}
