import { sql } from 'drizzle-orm';
import type { EventType, TEST_EVENT } from '@/lib/policy/events';
import type { Tx } from './db';
import { event } from './schema';

export interface NewEvent {
  type: EventType;
  /** When it happened, on the clock of whoever saw it. */
  at: Date;
  /** What other programs are told: names as in Vast.ai's own replies, no secrets. */
  data: Record<string, unknown>;
}

/**
 * Writes down what happened and whom it is sent to, in the transaction in which it happens: it is told if and only if
 * it is true. Webhooks that are paused get it when somebody sends it again.
 */
export async function tellEvents(tx: Tx, workspaceId: string, told: readonly NewEvent[]): Promise<void> {
  if (told.length === 0) return;
  const written = await tx
    .insert(event)
    .values(told.map((one) => ({ workspaceId, ...one })))
    .returning({ id: event.id });
  const ids = written.map(({ id }) => id);
  await tx.execute(sql`
    INSERT INTO webhook_delivery (workspace_id, endpoint_id, event_id)
    SELECT w.workspace_id, w.id, e.id
    FROM webhook_endpoint w
    JOIN event e ON e.workspace_id = w.workspace_id AND e.id = ANY(${sql.param(ids)}::uuid[])
    WHERE w.workspace_id = ${workspaceId} AND w.paused_why IS NULL
      AND (w.events IS NULL OR w.events ? e.type)`);
}

export const tellEvent = (tx: Tx, workspaceId: string, told: NewEvent): Promise<void> =>
  tellEvents(tx, workspaceId, [told]);

/** For one webhook, whatever it chose to hear of and whether or not it is paused. */
export async function tellTest(
  tx: Tx,
  endpoint: { workspaceId: string; id: string },
  told: { type: typeof TEST_EVENT } & Omit<NewEvent, 'type'>,
): Promise<void> {
  await tx.execute(sql`
    WITH told AS (
      INSERT INTO event (workspace_id, type, at, data)
      VALUES (${endpoint.workspaceId}, ${told.type}, ${told.at.toISOString()}, ${JSON.stringify(told.data)})
      RETURNING workspace_id, id)
    INSERT INTO webhook_delivery (workspace_id, endpoint_id, event_id)
    SELECT workspace_id, ${endpoint.id}, id FROM told`);
}
