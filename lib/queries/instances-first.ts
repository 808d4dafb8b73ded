import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { team } from '@/lib/store/schema';
import { teamInSight } from '@/lib/store/sight';
import { accountNow } from './account-clock';
import { countInstances, firstOfMorning, type InstanceRow, livePosition } from './instances';
import { instancesPulse, type Pulse } from './instances-pulse';

/** What the list is first drawn from: all of a small fleet, the top of a large one. */
export interface FirstDrawn {
  first: { rows: InstanceRow[]; total: number; position: string };
  gone: number;
  pulse: Pulse;
  teams: { id: string; name: string }[];
}

/** More than a screen; a page of HTML with more rows is slower to show than a request for the rest. */
const FIRST = 60;

export async function firstInstances(db: Tx, scope: Scope, now: Date): Promise<FirstDrawn> {
  // Before the rows: what changes while they are read is then told again rather than not at all.
  const position = await livePosition(db);
  const theirs = await accountNow(db, scope, now);
  const [pulse, counts, teams] = await Promise.all([
    instancesPulse(db, scope, now),
    countInstances(db, scope, theirs),
    teamsOf(db, scope),
  ]);
  const rows = await firstOfMorning(db, scope, theirs, pulse.acts, FIRST);
  return {
    first: { rows, total: Math.max(counts.shown, rows.length), position },
    gone: counts.gone,
    pulse,
    teams,
  };
}

/** The teams one can choose, in the workspace's order. */
export const teamsOf = (db: Tx, scope: Scope): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(
      and(
        eq(team.workspaceId, scope.workspaceId),
        eq(team.archived, false),
        teamInSight(scope.sees, team.id),
      ),
    )
    .orderBy(asc(team.position), asc(team.name));
