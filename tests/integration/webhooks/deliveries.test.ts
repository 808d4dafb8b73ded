import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { replayWebhook } from '@/lib/gateway/webhook-replay';
import {
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from '@/lib/gateway/webhooks';
import { PAUSED_AFTER_MS, SECRET_OVERLAP_MS, TRIES_MAX, waitAfter } from '@/lib/policy/webhooks';
import { deliveries, webhook } from '@/lib/queries/webhooks';
import { tellEvent } from '@/lib/store/events';
import { auditEvent, event, webhookDelivery } from '@/lib/store/schema';
import { deliverDue, dueWebhooks } from '@/lib/webhooks/deliver';
import { deliver, deliveryPorts, hooked, isSignedBy } from '../../support/webhooks';
import { type TestWorld, testWorld } from '../../support/world';

const tell = (world: TestWorld, type: 'limit.reached' | 'instance.outbid' = 'limit.reached') =>
  tellEvent(world.store.db, world.workspaceId, { type, at: world.ports.now(), data: { n: 1 } });

const scopeOf = (world: TestWorld) => ({
  ...world.owner,
  personName: 'Owner',
  email: 'owner@example.test',
});

const shown = (world: TestWorld, webhookId: string) =>
  webhook(world.store.db, scopeOf(world), webhookId, world.ports.now());

const rows = (world: TestWorld, webhookId: string) =>
  deliveries(world.store.db, scopeOf(world), { webhookId, state: null });

describe('deliveries to webhooks', () => {
  it('arrive signed, once, to whoever chose the event', async () => {
    const world = await testWorld();
    const all = await hooked(world);
    const outbids = await hooked(world, { events: ['instance.outbid'] });
    await tell(world);
    await deliver(world);
    await deliver(world);
    expect(all.to.posted).toHaveLength(1);
    expect(outbids.to.posted).toHaveLength(0);
    const [posted] = all.to.posted;
    if (!posted) throw new Error('nothing came');
    expect(isSignedBy(all.secret, posted)).toBe(true);
    expect(isSignedBy(outbids.secret, posted)).toBe(false);
    expect(posted.body).toMatchObject({
      id: posted.headers['webhook-id'],
      type: 'limit.reached',
      workspace_id: world.workspaceId,
      data: { n: 1 },
    });
  });

  it('come with what happens or not at all', async () => {
    const world = await testWorld();
    const { to } = await hooked(world);
    const failed = world.store.db.transaction(async (tx) => {
      await tellEvent(tx, world.workspaceId, { type: 'limit.reached', at: world.ports.now(), data: {} });
      throw new Error('it did not happen');
    });
    await expect(failed).rejects.toThrow('it did not happen');
    await deliver(world);
    expect(to.posted).toHaveLength(0);
    expect(await world.store.db.select().from(event).where(eq(event.type, 'limit.reached'))).toHaveLength(0);
  });

  it('are tried again after each wait, under the same id, and are dead after the last', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world);
    to.answers.push(...Array.from({ length: TRIES_MAX }, () => 500));
    await tell(world);
    for (let tries = 1; tries <= TRIES_MAX; tries++) {
      await deliver(world);
      expect(to.posted).toHaveLength(tries);
      const wait = waitAfter(tries, () => 0.5);
      if (wait === null) break;
      world.passTime(wait - 2_000);
      await deliver(world);
      expect(to.posted).toHaveLength(tries);
      world.passTime(2_000);
    }
    expect(new Set(to.posted.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [delivery] = await rows(world, webhookId);
    expect(delivery).toMatchObject({ state: 'dead', nextTryMs: null });
    expect(delivery?.attempts.map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: TRIES_MAX }, (_, i) => [TRIES_MAX - i, 500]),
    );
    world.passTime(86_400_000);
    await deliver(world);
    expect(to.posted).toHaveLength(TRIES_MAX);

    const again = await replayWebhook(world.ports, world.owner, { webhookId, what: 'dead' });
    expect(again).toEqual({ ok: true, value: { sent: 1 } });
    await deliver(world);
    expect(to.posted).toHaveLength(TRIES_MAX + 1);
    expect(to.posted.at(-1)?.headers['webhook-id']).toBe(to.posted[0]?.headers['webhook-id']);
    const [replayed] = await rows(world, webhookId);
    expect(replayed).toMatchObject({ state: 'delivered' });
    expect(replayed?.attempts).toHaveLength(TRIES_MAX + 1);
  });

  it('say why nothing was answered, follow no redirect, and keep of an answer its beginning', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world);
    to.answers.push(302);
    await tell(world);
    await deliver(world);
    expect((await rows(world, webhookId))[0]).toMatchObject({
      state: 'waiting',
      attempts: [{ status: 302, error: null }],
    });
    const nobody = await hooked(world, { url: 'http://127.0.0.1:1/' });
    await tell(world);
    await deliver(world);
    expect((await rows(world, nobody.webhookId))[0]?.attempts[0]).toMatchObject({
      status: null,
      error: 'nobody listens there',
    });
  });

  it('survive a worker that dies between the post and its note: they come again under the same id', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world);
    await tell(world);
    const ports = deliveryPorts(world);
    const [key = ''] = await dueWebhooks(ports);
    const killed = deliverDue(
      {
        ...ports,
        post: async (posting) => {
          await ports.post(posting);
          throw new Error('killed');
        },
      },
      key,
      () => true,
    );
    await expect(killed).rejects.toThrow('killed');
    await deliver(world);
    expect(to.posted).toHaveLength(2);
    expect(to.posted[0]?.headers['webhook-id']).toBe(to.posted[1]?.headers['webhook-id']);
    expect((await rows(world, webhookId)).map(({ state }) => state)).toEqual(['delivered']);
  });

  it('are paused after three days of failing, which is written down and told to the others', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world);
    const other = await hooked(world, { name: 'Other', events: ['webhook.paused'] });
    to.answers.push(500, 500);
    await tell(world);
    await deliver(world);
    world.passTime(PAUSED_AFTER_MS + 1_000);
    await deliver(world);
    expect(await shown(world, webhookId)).toMatchObject({ pausedWhy: 'failing', waiting: 1 });
    const audits = await world.store.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, 'webhook.paused'));
    expect(audits).toMatchObject([{ actorKind: 'rule', detail: { webhookId } }]);
    await deliver(world);
    expect(other.to.posted).toMatchObject([{ body: { type: 'webhook.paused', data: { why: 'failing' } } }]);
    world.passTime(86_400_000);
    await tell(world);
    await deliver(world);
    expect(to.posted).toHaveLength(2);
  });

  it('stop at once for a receiver that says it is gone', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world);
    to.answers.push(410);
    await tell(world);
    await deliver(world);
    expect(await shown(world, webhookId)).toMatchObject({ pausedWhy: 'gone' });
  });

  it('of what happened while it was paused are sent out of the log when somebody asks', async () => {
    const world = await testWorld();
    const { webhookId, to } = await hooked(world, { events: ['limit.reached'] });
    await pauseWebhook(world.ports, world.owner, webhookId);
    await tell(world);
    await tell(world, 'instance.outbid');
    await resumeWebhook(world.ports, world.owner, webhookId);
    await deliver(world);
    expect(to.posted).toHaveLength(0);
    const since = new Date(Date.now() - 3_600_000);
    const replayed = await replayWebhook(world.ports, world.owner, { webhookId, what: 'since', since });
    expect(replayed).toEqual({ ok: true, value: { sent: 1 } });
    await deliver(world);
    expect(to.posted.map(({ body }) => body.type)).toEqual(['limit.reached']);
  });

  it('are signed by both secrets until a rotation’s overlap is over', async () => {
    const world = await testWorld();
    const { webhookId, secret, to } = await hooked(world);
    const rotated = await rotateWebhookSecret(world.ports, world.owner, webhookId);
    if (!rotated.ok) throw new Error(rotated.problem.say);
    const last = () => to.posted.at(-1) as (typeof to.posted)[number];
    await tell(world);
    await deliver(world);
    expect([secret, rotated.value.secret].map((each) => isSignedBy(each, last()))).toEqual([true, true]);
    world.passTime(SECRET_OVERLAP_MS + 1_000);
    await tell(world);
    await deliver(world);
    expect([secret, rotated.value.secret].map((each) => isSignedBy(each, last()))).toEqual([false, true]);
  });

  it('of a test go to that webhook alone, paused or not, once', async () => {
    const world = await testWorld();
    const one = await hooked(world, { events: ['member.joined'] });
    const other = await hooked(world, { name: 'Other' });
    await pauseWebhook(world.ports, world.owner, one.webhookId);
    one.to.answers.push(500);
    await testWebhook(world.ports, world.owner, one.webhookId);
    await deliver(world);
    world.passTime(86_400_000);
    await deliver(world);
    expect(one.to.posted.map(({ body }) => body.type)).toEqual(['webhook.test']);
    expect(other.to.posted).toHaveLength(0);
    expect((await rows(world, one.webhookId))[0]).toMatchObject({ type: 'webhook.test', state: 'dead' });
  });

  it('end with their webhook; the events stay, and nobody changes them', async () => {
    const world = await testWorld();
    const { webhookId } = await hooked(world);
    await tell(world);
    await deleteWebhook(world.ports, world.owner, webhookId);
    expect(await world.store.db.select().from(webhookDelivery)).toHaveLength(0);
    expect(await world.store.db.select().from(event).where(eq(event.type, 'limit.reached'))).toHaveLength(1);
    await expect(world.store.db.delete(event)).rejects.toThrow();
    await expect(world.store.db.update(event).set({ type: 'member.joined' })).rejects.toThrow();
  });
});
