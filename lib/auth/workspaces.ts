import { asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';
import { membership, workspace } from '@/lib/store/schema';

export interface Membership {
  workspaceId: string;
  name: string;
  kind: 'real' | 'demo';
  role: string;
}

/** Where a new session begins: among real machines once there are any, else in the demo, else at the empty start. */
export async function defaultWorkspace(db: Tx, personId: string): Promise<string | undefined> {
  const linked = sql`EXISTS (SELECT FROM account a WHERE a.workspace_id = ${workspace.id} AND a.removed_at IS NULL)`;
  const [first] = await db
    .select({ id: workspace.id })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(eq(membership.personId, personId))
    .orderBy(
      sql`CASE WHEN ${workspace.kind} = 'demo' THEN 1 WHEN ${linked} THEN 0 ELSE 2 END`,
      workspace.createdAt,
      workspace.id,
    )
    .limit(1);
  return first?.id;
}

/** What the switcher lists: the real ones first. */
export async function memberships(db: Tx, personId: string): Promise<Membership[]> {
  return db
    .select({
      workspaceId: workspace.id,
      name: workspace.name,
      kind: workspace.kind,
      role: membership.role,
    })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(eq(membership.personId, personId))
    .orderBy(sql`${workspace.kind} = 'demo'`, asc(workspace.name), workspace.id);
}
