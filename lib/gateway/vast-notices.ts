/**
 * What Vast.ai posts here. It is taken as a hint to look at the account now: what is true is read from Vast.ai, so that
 * a forged, repeated or late notification changes nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { publish } from '@/lib/live/publish';
import { log } from '@/lib/log';
import { account, vastHook, vastNotice } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { noticeMalformed, noticeNotFound, noticeUnverified } from './problems';
import { unseal } from './seal';
import type { GatewayPorts } from './types';
import { boundTo } from './vast-hooks';

export interface Received {
  hookId: string;
  timestamp: string | null;
  signature: string | null;
  /** The bytes as they came: what is signed. */
  body: string;
}

/** Older ones were copied; each try of Vast.ai's is stamped and signed anew. */
const AGE_MAX_MS = 5 * 60_000;

const Notice = z.looseObject({
  event_id: z.string().min(1).max(200),
  notif_type: z.string().min(1).max(100),
});

/** `fresh`: it hadn't come before. */
export async function receiveNotice(
  { db, now, secretKey }: Pick<GatewayPorts, 'db' | 'now' | 'secretKey'>,
  received: Received,
): Promise<Result<{ fresh: boolean }>> {
  const at = now();
  const [hook] = isUuid(received.hookId)
    ? await db
        .select({ workspaceId: vastHook.workspaceId, id: vastHook.id, sealed: vastHook.secretSealed })
        .from(vastHook)
        .innerJoin(
          account,
          and(
            eq(account.workspaceId, vastHook.workspaceId),
            eq(account.id, vastHook.accountId),
            isNull(account.removedAt),
          ),
        )
        .where(eq(vastHook.id, received.hookId))
    : [];
  if (!hook) return fail(noticeNotFound());
  const secret = unseal(hook.sealed, secretKey, boundTo(hook));
  if (secret === null || !isSigned(received, secret, at)) return fail(noticeUnverified());
  const notice = noticeIn(received.body);
  if (!notice) return fail(noticeMalformed());
  const { workspaceId, id: hookId } = hook;
  const { event_id: eventId, notif_type: type } = notice;
  const fresh = await db.transaction(async (tx) => {
    const written = await tx
      .insert(vastNotice)
      .values({ workspaceId, hookId, eventId, type, receivedAt: at })
      .onConflictDoNothing()
      .returning({ eventId: vastNotice.eventId });
    if (written.length > 0) await publish(tx, workspaceId, ['webhooks']);
    return written.length > 0;
  });
  log('webhooks').info({ hookId, eventId, type, fresh }, 'Vast.ai told of an account');
  return ok({ fresh });
}

function isSigned({ timestamp, signature, body }: Received, secret: string, at: Date): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(at.getTime() - Number(timestamp) * 1000) > AGE_MAX_MS) return false;
  const right = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest();
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

function noticeIn(body: string): z.infer<typeof Notice> | null {
  try {
    return Notice.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
