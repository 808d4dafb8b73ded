import { and, lt, ne } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import { webhookDelivery } from '@/lib/store/schema';

/** A quarter: what is asked after later is asked of the events, which stay. */
const KEPT_MS = 90 * 86_400_000;

/** Deliveries that ended long ago, with their tries. */
export async function forgetOldDeliveries(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db
    .delete(webhookDelivery)
    .where(and(ne(webhookDelivery.state, 'waiting'), lt(webhookDelivery.createdAt, before)));
}
