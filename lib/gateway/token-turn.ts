/**
 * A token's turns, in one row a kind: every replica takes them there, each with one statement. A token that rested may
 * do a minute's calls at once, and then one whenever its share of the minute is over.
 */
import { and, eq, sql } from 'drizzle-orm';
import { type Actor, tokenOf } from '@/lib/policy/actor';
import { paceOf, tooOften } from '@/lib/policy/token-pace';
import type { Pace } from '@/lib/policy/tokens';
import type { Db } from '@/lib/store/db';
import { tokenTurn } from '@/lib/store/schema';
import type { Problem } from '@/lib/vast/problem';

const MINUTE_MS = 60_000;

/** Null when the call may go on; else why not yet, with the seconds until it may. Without a token nothing is counted. */
export async function takeTurn(db: Db, actor: Actor, kind: keyof Pace, now: Date): Promise<Problem | null> {
  const token = tokenOf(actor);
  if (!token || actor.kind === 'rule') return null;
  const perMinute = paceOf(token, actor.via)[kind];
  if (perMinute === null) return null;
  const shareMs = MINUTE_MS / perMinute;
  const key = { workspaceId: actor.workspaceId, tokenId: token.id, kind };
  const at = (ms: number) => new Date(now.getTime() + ms);
  const taken = await db
    .insert(tokenTurn)
    .values({ ...key, evenAt: at(shareMs) })
    .onConflictDoUpdate({
      target: [tokenTurn.workspaceId, tokenTurn.tokenId, tokenTurn.kind],
      set: {
        evenAt: sql`greatest(${tokenTurn.evenAt}, ${now.toISOString()}::timestamptz) + ${shareMs} * interval '1 millisecond'`,
      },
      setWhere: sql`${tokenTurn.evenAt} <= ${at(MINUTE_MS - shareMs).toISOString()}::timestamptz`,
    })
    .returning({ evenAt: tokenTurn.evenAt });
  if (taken.length > 0) return null;
  const [held] = await db
    .select({ evenAt: tokenTurn.evenAt })
    .from(tokenTurn)
    .where(
      and(
        eq(tokenTurn.workspaceId, key.workspaceId),
        eq(tokenTurn.tokenId, key.tokenId),
        eq(tokenTurn.kind, kind),
      ),
    );
  const waitMs = held ? held.evenAt.getTime() - at(MINUTE_MS - shareMs).getTime() : 0;
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000));
  return tooOften({ token: token.name, kind, perMinute, retryAfterS });
}
