import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import { event } from '@/lib/store/schema';

/** What other programs are told of a workspace, in order. */
export const toldIn = (db: Db, workspaceId: string) =>
  db
    .select({ type: event.type, data: event.data })
    .from(event)
    .where(eq(event.workspaceId, workspaceId))
    .orderBy(asc(event.writtenAt));
