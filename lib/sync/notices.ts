/** Looks at once where a notification of Vast.ai's points, instead of when its turn comes. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import { account, vastHook, vastNotice } from '@/lib/store/schema';
import { readCredit } from './balance';
import { type PollDeps, pollIdentity } from './instances';

/** Longer than any delivery is tried again: what comes under a known id after that is looked at as new, which harms nothing. */
const KEPT_MS = 30 * 86_400_000;

const toHook = and(eq(vastHook.workspaceId, vastNotice.workspaceId), eq(vastHook.id, vastNotice.hookId));
const toAccount = and(eq(account.workspaceId, vastHook.workspaceId), eq(account.id, vastHook.accountId));

/** The identities that something was told of since they were last looked at. */
export async function identitiesTold(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ identityId: account.identityId })
    .from(vastNotice)
    .innerJoin(vastHook, toHook)
    .innerJoin(account, toAccount)
    .where(and(isNull(vastNotice.lookedAt), isNull(account.removedAt)))
    .limit(100);
  return rows.map(({ identityId }) => identityId);
}

/** One look for all that was told so far. While another reads the same, it is left for the next round. */
export async function lookAtTold(deps: PollDeps, identityId: string): Promise<boolean> {
  const { db, now } = deps;
  const told = await db
    .select({
      workspaceId: vastNotice.workspaceId,
      hookId: vastNotice.hookId,
      eventId: vastNotice.eventId,
      accountId: vastHook.accountId,
    })
    .from(vastNotice)
    .innerJoin(vastHook, toHook)
    .innerJoin(account, toAccount)
    .where(and(isNull(vastNotice.lookedAt), eq(account.identityId, identityId)))
    .limit(500);
  // A turn of its own: the same process may be reading for the poller.
  const polled = await pollIdentity({ ...deps, holder: `${deps.holder}/told` }, identityId);
  if (polled.kind === 'not-my-turn') return false;
  const links = new Map(told.map((each) => [`${each.workspaceId}/${each.accountId}`, each]));
  for (const { workspaceId, accountId } of links.values())
    await readCredit(deps, { workspaceId, id: accountId });
  const seen = JSON.stringify(told.map(({ workspaceId: w, hookId: h, eventId: e }) => ({ w, h, e })));
  await db.execute(sql`
    UPDATE vast_notice n SET looked_at = ${now().toISOString()}
    FROM jsonb_to_recordset(${seen}::jsonb) AS seen (w uuid, h uuid, e text)
    WHERE n.workspace_id = seen.w AND n.hook_id = seen.h AND n.event_id = seen.e`);
  return true;
}

export async function forgetOldNotices(db: Db, now: Date): Promise<void> {
  await db.delete(vastNotice).where(lt(vastNotice.receivedAt, new Date(now.getTime() - KEPT_MS)));
}
