import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import { account, workspace } from '@/lib/store/schema';

/** The workspace that a token made by hand is for: the named one, else the first with an account, real ones first. */
export async function tokenWorkspace(
  db: Db,
  named: string | undefined,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await db
    .select({ id: workspace.id, name: workspace.name })
    .from(workspace)
    .where(named === undefined ? undefined : eq(workspace.name, named))
    .orderBy(
      sql`NOT EXISTS (SELECT FROM ${account} WHERE ${account.workspaceId} = ${workspace.id} AND ${account.removedAt} IS NULL)`,
      sql`${workspace.kind} <> 'real'`,
      workspace.createdAt,
    )
    .limit(1);
  return row;
}
