import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';
import { account, team } from '@/lib/store/schema';

/** What a workspace's accounts or teams are called, for whoever names one. */
export function namedIn(
  db: Tx,
  workspaceId: string,
  what: 'accounts' | 'teams',
): Promise<{ id: string; name: string }[]> {
  return what === 'accounts'
    ? db
        .select({ id: account.id, name: account.name })
        .from(account)
        .where(and(eq(account.workspaceId, workspaceId), isNull(account.removedAt)))
        .orderBy(account.name)
    : db
        .select({ id: team.id, name: team.name })
        .from(team)
        .where(and(eq(team.workspaceId, workspaceId), eq(team.archived, false)))
        .orderBy(team.position);
}
