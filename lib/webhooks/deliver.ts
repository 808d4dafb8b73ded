/**
 * Carries what is due to one webhook, one delivery after another. Every try is written down; whoever is killed between
 * a post and that posts it again: at least once, always under the same id.
 */
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { signingSecrets } from '@/lib/gateway/webhook-secret';
import { publish } from '@/lib/live/publish';
import { log } from '@/lib/log';
import type { Actor } from '@/lib/policy/actor';
import { TEST_EVENT } from '@/lib/policy/events';
import { pauseAfter, waitAfter } from '@/lib/policy/webhooks';
import { record } from '@/lib/store/audit';
import type { Db, Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { event, webhookAttempt, webhookDelivery, webhookEndpoint } from '@/lib/store/schema';
import type { Answered, Posting } from './post';
import { signedHeaders } from './signature';

export interface DeliveryPorts {
  db: Db;
  now: () => Date;
  secretKey: Buffer;
  random: () => number;
  post: (posting: Posting) => Promise<Answered>;
}

type Endpoint = typeof webhookEndpoint.$inferSelect;
type Delivery = typeof webhookDelivery.$inferSelect;
type Event = typeof event.$inferSelect;

interface Due {
  endpoint: Endpoint;
  delivery: Delivery;
  event: Event;
}

const isDue = (now: Date) =>
  and(
    eq(webhookDelivery.state, 'waiting'),
    lte(webhookDelivery.nextTryAt, now),
    // Whether a paused one works again is found out by a test.
    or(isNull(webhookEndpoint.pausedWhy), eq(event.type, TEST_EVENT)),
  );

const toEndpoint = and(
  eq(webhookEndpoint.workspaceId, webhookDelivery.workspaceId),
  eq(webhookEndpoint.id, webhookDelivery.endpointId),
);
const ofEvent = and(
  eq(event.workspaceId, webhookDelivery.workspaceId),
  eq(event.id, webhookDelivery.eventId),
);

/** The webhooks that something is due to, as `workspace/webhook`. */
export async function dueWebhooks({ db, now }: Pick<DeliveryPorts, 'db' | 'now'>): Promise<string[]> {
  const rows = await db
    .selectDistinct({ workspaceId: webhookEndpoint.workspaceId, id: webhookEndpoint.id })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, toEndpoint)
    .innerJoin(event, ofEvent)
    .where(isDue(now()))
    .limit(500);
  return rows.map(({ workspaceId, id }) => `${workspaceId}/${id}`);
}

/** Until nothing is due any more, or `goOn` says stop. */
export async function deliverDue(ports: DeliveryPorts, key: string, goOn: () => boolean): Promise<void> {
  const [workspaceId = '', endpointId = ''] = key.split('/');
  while (goOn()) {
    const due = await nextDue(ports, workspaceId, endpointId);
    if (!due) return;
    const from = performance.now();
    const answered = await send(ports, due);
    await note(ports, due, answered, Math.round(performance.now() - from));
  }
}

async function nextDue(
  { db, now }: DeliveryPorts,
  workspaceId: string,
  endpointId: string,
): Promise<Due | undefined> {
  const [due] = await db
    .select({ endpoint: webhookEndpoint, delivery: webhookDelivery, event })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, toEndpoint)
    .innerJoin(event, ofEvent)
    .where(
      and(eq(webhookEndpoint.workspaceId, workspaceId), eq(webhookEndpoint.id, endpointId), isDue(now())),
    )
    .orderBy(asc(webhookDelivery.nextTryAt), asc(event.writtenAt))
    .limit(1);
  return due;
}

async function send(ports: DeliveryPorts, { endpoint, event: told }: Due): Promise<Answered> {
  const at = ports.now();
  const secrets = signingSecrets(endpoint, ports.secretKey, at);
  if (secrets.length === 0) {
    const error = 'its secret was sealed under another GANTRY_SECRET_KEY; rotate it';
    return { status: null, error, answer: null };
  }
  const id = `evt_${told.id}`;
  const body = JSON.stringify({
    id,
    type: told.type,
    timestamp: told.at.toISOString(),
    workspace_id: told.workspaceId,
    data: told.data,
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Gantry',
    ...signedHeaders(secrets, { id, at, body }),
  };
  return ports.post({ url: endpoint.url, headers, body });
}

async function note(ports: DeliveryPorts, due: Due, answered: Answered, ms: number): Promise<void> {
  const { endpoint, delivery, event: told } = due;
  const at = ports.now();
  const arrived = answered.status !== null && answered.status >= 200 && answered.status < 300;
  const isTest = told.type === TEST_EVENT;
  const tries = delivery.tries + 1;
  // Somebody waits for a test, and can ask for another.
  const wait = arrived || isTest ? null : waitAfter(tries, ports.random);
  const state = arrived ? 'delivered' : wait === null ? 'dead' : 'waiting';
  await ports.db.transaction(async (tx) => {
    const [kept] = await tx
      .update(webhookDelivery)
      .set({ state, tries, ...(wait === null ? {} : { nextTryAt: new Date(at.getTime() + wait) }) })
      .where(and(eq(webhookDelivery.workspaceId, delivery.workspaceId), eq(webhookDelivery.id, delivery.id)))
      .returning({ id: webhookDelivery.id });
    // The webhook was deleted while it was posted to.
    if (!kept) return;
    await tx.insert(webhookAttempt).values({
      workspaceId: delivery.workspaceId,
      deliveryId: delivery.id,
      number: sql`(SELECT coalesce(max(number), 0) + 1 FROM webhook_attempt
        WHERE workspace_id = ${delivery.workspaceId} AND delivery_id = ${delivery.id})`,
      at,
      ms,
      ...answered,
    });
    if (arrived) await setEndpoint(tx, endpoint, { failingSince: null });
    else if (!isTest) await noteFailure(tx, endpoint, answered, at);
    await publish(tx, delivery.workspaceId, ['webhooks']);
  });
  log('webhooks')[state === 'dead' ? 'warn' : 'info'](
    { webhookId: endpoint.id, eventId: told.id, event: told.type, tries, status: answered.status, ms },
    state,
  );
}

async function noteFailure(tx: Tx, endpoint: Endpoint, { status }: Answered, at: Date): Promise<void> {
  const failingSince = endpoint.failingSince ?? at;
  const why = pauseAfter({ status, failingSince }, at);
  await setEndpoint(tx, endpoint, { failingSince, ...(why ? { pausedWhy: why, pausedAt: at } : {}) });
  if (!why || endpoint.pausedWhy !== null) return;
  const { workspaceId, id, name } = endpoint;
  const actor: Actor = { kind: 'rule', rule: 'webhooks', workspaceId, name: 'Gantry' };
  const because = why === 'gone' ? 'its receiver says that it is gone' : 'nothing has arrived for three days';
  await record(tx, actor, {
    at,
    action: 'webhook.paused',
    result: 'done',
    sentence: `paused the webhook ${name}: ${because}`,
    detail: { webhookId: id },
  });
  await tellEvent(tx, workspaceId, { type: 'webhook.paused', at, data: { webhook_id: id, name, why } });
  await publish(tx, workspaceId, ['activity']);
}

const setEndpoint = (
  tx: Tx,
  { workspaceId, id }: Endpoint,
  change: Partial<typeof webhookEndpoint.$inferInsert>,
) =>
  tx
    .update(webhookEndpoint)
    .set(change)
    .where(and(eq(webhookEndpoint.workspaceId, workspaceId), eq(webhookEndpoint.id, id)));
