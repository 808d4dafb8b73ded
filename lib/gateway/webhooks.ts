/** Webhooks of a workspace: made, changed, paused and ended, each written down. A secret is shown when it is made, once. */
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { type Actor, personOf } from '@/lib/policy/actor';
import { isEventType, TEST_EVENT } from '@/lib/policy/events';
import type { Reach } from '@/lib/policy/reach';
import { addressRefusal, SECRET_OVERLAP_MS } from '@/lib/policy/webhooks';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { tellTest } from '@/lib/store/events';
import { webhookEndpoint } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { permissionRefusal } from './permit';
import { nameMissing, tooManyWebhooks, webhookNotFound } from './problems';
import type { GatewayPorts } from './types';
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret';

type WebhookPorts = Pick<GatewayPorts, 'db' | 'now'>;

export interface WebhookGiven {
  name: string;
  url: string;
  /** Names of events; null is all, also those of later versions. */
  events: readonly string[] | null;
}

/** Each event is sent to each of them: a loop that makes webhooks must not drown the sender. */
const WEBHOOKS_MAX = 20;

export async function createWebhook(
  ports: WebhookPorts & Pick<GatewayPorts, 'secretKey'> & { reach: Reach },
  actor: Actor,
  given: WebhookGiven,
): Promise<Result<{ webhookId: string; secret: string }>> {
  const refused = refusalOf(actor) ?? unfit(given, ports.reach);
  if (refused) return fail(refused);
  const { workspaceId } = actor;
  return ports.db.transaction(async (tx) => {
    const known = await tx
      .select({ id: webhookEndpoint.id })
      .from(webhookEndpoint)
      .where(eq(webhookEndpoint.workspaceId, workspaceId));
    if (known.length >= WEBHOOKS_MAX) return fail(tooManyWebhooks({ most: WEBHOOKS_MAX }));
    const id = randomUUID();
    const secret = newWebhookSecret();
    await tx.insert(webhookEndpoint).values({
      ...fields(given),
      workspaceId,
      id,
      secretSealed: sealWebhookSecret(secret, ports.secretKey, { workspaceId, id }),
      createdAt: ports.now(),
      createdBy: personOf(actor),
    });
    await note(tx, ports, actor, id, 'webhook.made', `made the webhook ${inWords(given)}`);
    return ok({ webhookId: id, secret });
  });
}

export async function changeWebhook(
  ports: WebhookPorts & { reach: Reach },
  actor: Actor,
  { webhookId, ...given }: WebhookGiven & { webhookId: string },
): Promise<Result<void>> {
  const refused = refusalOf(actor) ?? unfit(given, ports.reach);
  if (refused) return fail(refused);
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    // Another address hasn't failed yet.
    const elsewhere = known.url === given.url ? {} : { failingSince: null };
    await set(tx, known, { ...fields(given), ...elsewhere });
    await note(tx, ports, actor, known.id, 'webhook.changed', `changed the webhook ${inWords(given)}`);
  });
}

/** What waits goes on waiting; what happens meanwhile isn't sent, unless it is sent again afterwards. */
export async function pauseWebhook(
  ports: WebhookPorts,
  actor: Actor,
  webhookId: string,
): Promise<Result<void>> {
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    if (known.pausedWhy !== null) return;
    await set(tx, known, { pausedWhy: 'person', pausedAt: ports.now() });
    await note(tx, ports, actor, known.id, 'webhook.paused', `paused the webhook ${known.name}`);
  });
}

export async function resumeWebhook(
  ports: WebhookPorts,
  actor: Actor,
  webhookId: string,
): Promise<Result<void>> {
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    if (known.pausedWhy === null) return;
    await set(tx, known, { pausedWhy: null, pausedAt: null, failingSince: null });
    await note(tx, ports, actor, known.id, 'webhook.resumed', `resumed the webhook ${known.name}`);
  });
}

/** With all that was or waits to be sent to it. The events stay. */
export async function deleteWebhook(
  ports: WebhookPorts,
  actor: Actor,
  webhookId: string,
): Promise<Result<void>> {
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    await tx.delete(webhookEndpoint).where(isWebhook(known.workspaceId, known.id));
    await note(tx, ports, actor, known.id, 'webhook.deleted', `deleted the webhook ${inWords(known)}`);
  });
}

/** Until the overlap ends each delivery is signed by both, so that a receiver may know either. */
export async function rotateWebhookSecret(
  ports: WebhookPorts & Pick<GatewayPorts, 'secretKey'>,
  actor: Actor,
  webhookId: string,
): Promise<Result<{ secret: string; overlapEndsAt: Date }>> {
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    const secret = newWebhookSecret();
    const overlapEndsAt = new Date(ports.now().getTime() + SECRET_OVERLAP_MS);
    await set(tx, known, {
      secretSealed: sealWebhookSecret(secret, ports.secretKey, known),
      previousSealed: known.secretSealed,
      previousEndsAt: overlapEndsAt,
    });
    await note(
      tx,
      ports,
      actor,
      known.id,
      'webhook.rotated',
      `rotated the secret of the webhook ${known.name}`,
    );
    return { secret, overlapEndsAt };
  });
}

/** Something to receive, whatever it chose to hear of: the worker sends it at once, and once. */
export async function testWebhook(
  ports: WebhookPorts,
  actor: Actor,
  webhookId: string,
): Promise<Result<void>> {
  return onWebhook(ports, actor, webhookId, async (tx, known) => {
    const data = { says: 'This is a test.', by: actor.name };
    await tellTest(tx, known, { type: TEST_EVENT, at: ports.now(), data });
    await note(tx, ports, actor, known.id, 'webhook.tested', `tested the webhook ${known.name}`);
  });
}

function unfit({ name, url, events }: WebhookGiven, reach: Reach): Problem | null {
  if (name.trim() === '') return nameMissing({ what: 'The webhook' });
  if (events?.length === 0)
    return malformedInput({ field: 'events', why: 'it would never be told anything' });
  const wrong = events?.find((each) => !isEventType(each));
  if (wrong !== undefined) return malformedInput({ field: 'events', why: `there is no ${wrong}` });
  return addressRefusal(url, reach);
}

const fields = ({ name, url, events }: WebhookGiven) => ({
  name: name.trim(),
  url,
  events: events && [...events],
});

/** The host says where to; what follows it may be a secret of the receiver's. */
const inWords = ({ name, url }: Pick<WebhookGiven, 'name' | 'url'>): string =>
  `${name.trim()} to ${new URL(url).host}`;

const refusalOf = (actor: Actor): Problem | null => permissionRefusal(actor, 'webhooks.manage');

type Webhook = typeof webhookEndpoint.$inferSelect;

/** Another workspace's isn't found. */
export async function onWebhook<T>(
  { db }: Pick<WebhookPorts, 'db'>,
  actor: Actor,
  webhookId: string,
  work: (tx: Tx, known: Webhook) => Promise<T>,
): Promise<Result<T>> {
  const refused = refusalOf(actor);
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const [known] = isUuid(webhookId)
      ? await tx.select().from(webhookEndpoint).where(isWebhook(actor.workspaceId, webhookId)).for('update')
      : [];
    return known ? ok(await work(tx, known)) : fail(webhookNotFound());
  });
}

const set = (tx: Tx, { workspaceId, id }: Webhook, change: Partial<typeof webhookEndpoint.$inferInsert>) =>
  tx.update(webhookEndpoint).set(change).where(isWebhook(workspaceId, id));

const isWebhook = (workspaceId: string, id: string) =>
  and(eq(webhookEndpoint.workspaceId, workspaceId), eq(webhookEndpoint.id, id));

export async function note(
  tx: Tx,
  { now }: Pick<WebhookPorts, 'now'>,
  actor: Actor,
  webhookId: string,
  action: string,
  sentence: string,
): Promise<void> {
  await record(tx, actor, { at: now(), action, result: 'done', sentence, detail: { webhookId } });
  await publish(tx, actor.workspaceId, ['activity', 'webhooks']);
}
