/** Sending again: one delivery, all that came to nothing, or everything since a moment, out of the log of events. */
import { sql } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import { TEST_EVENT } from '@/lib/policy/events';
import type { Tx } from '@/lib/store/db';
import { isUuid } from '@/lib/store/uuid';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { nothingToReplay } from './problems';
import type { GatewayPorts } from './types';
import { note, onWebhook } from './webhooks';

export type Replay =
  | { what: 'delivery'; deliveryId: string }
  /** Every delivery that was given up. */
  | { what: 'dead' }
  /** What happened since, whether or not it was ever on its way to this webhook. */
  | { what: 'since'; since: Date };

/** In one go; whoever missed more than this reads the console instead. */
const REPLAY_MAX = 1_000;

/** Each keeps its id, so that a receiver knows what it has seen already. */
export async function replayWebhook(
  ports: Pick<GatewayPorts, 'db' | 'now'>,
  actor: Actor,
  { webhookId, ...replay }: Replay & { webhookId: string },
): Promise<Result<{ sent: number }>> {
  const done = await onWebhook(ports, actor, webhookId, async (tx, known) => {
    const sent = await askAgain(tx, known, replay, ports.now());
    if (sent === 0) return fail(nothingToReplay());
    const count = sent === 1 ? 'one event' : `${sent} events`;
    await note(tx, ports, actor, known.id, 'webhook.replayed', `sent ${count} again to ${known.name}`);
    return ok({ sent });
  });
  return done.ok ? done.value : done;
}

interface Endpoint {
  workspaceId: string;
  id: string;
}

async function askAgain(tx: Tx, to: Endpoint, replay: Replay, now: Date): Promise<number> {
  const due = sql`state = 'waiting', tries = 0, next_try_at = ${now.toISOString()}::timestamptz`;
  const its = sql`workspace_id = ${to.workspaceId} AND endpoint_id = ${to.id}`;
  switch (replay.what) {
    case 'delivery': {
      if (!isUuid(replay.deliveryId)) return 0;
      const again = await tx.execute(
        sql`UPDATE webhook_delivery SET ${due} WHERE ${its} AND id = ${replay.deliveryId}`,
      );
      return again.rowCount ?? 0;
    }
    case 'dead': {
      const again = await tx.execute(sql`
        UPDATE webhook_delivery SET ${due} WHERE (workspace_id, id) IN (
          SELECT workspace_id, id FROM webhook_delivery WHERE ${its} AND state = 'dead'
          ORDER BY created_at LIMIT ${REPLAY_MAX})`);
      return again.rowCount ?? 0;
    }
    case 'since': {
      const again = await tx.execute(sql`
        INSERT INTO webhook_delivery (workspace_id, endpoint_id, event_id, next_try_at)
        SELECT w.workspace_id, w.id, e.id, ${now.toISOString()}::timestamptz
        FROM webhook_endpoint w JOIN event e ON e.workspace_id = w.workspace_id
        WHERE w.workspace_id = ${to.workspaceId} AND w.id = ${to.id} AND e.type <> ${TEST_EVENT}
          AND e.written_at >= ${replay.since.toISOString()}::timestamptz
          AND (w.events IS NULL OR w.events ? e.type)
        ORDER BY e.written_at LIMIT ${REPLAY_MAX}
        ON CONFLICT ON CONSTRAINT webhook_delivery_once DO UPDATE SET ${due}`);
      return again.rowCount ?? 0;
    }
  }
}
