import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, vastIdentity } from '@/lib/store/schema';

/**
 * What time it is for the workspace's accounts: the last reply's `Date`, counted on. "Today", ages and ends follow
 * it; Vast.ai's own differs from ours by seconds, a simulated one's may be days ahead.
 */
export async function accountNow(db: Tx, scope: Scope, now: Date): Promise<Date> {
  const [latest] = await db
    .select({ theirs: vastIdentity.instancesReadAt, ours: vastIdentity.instancesNotedAt })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .where(
      and(
        eq(account.workspaceId, scope.workspaceId),
        isNull(account.removedAt),
        isNotNull(vastIdentity.instancesReadAt),
        isNotNull(vastIdentity.instancesNotedAt),
      ),
    )
    .orderBy(desc(vastIdentity.instancesNotedAt))
    .limit(1);
  if (!latest?.theirs || !latest.ours) return now;
  return new Date(now.getTime() + latest.theirs.getTime() - latest.ours.getTime());
}
