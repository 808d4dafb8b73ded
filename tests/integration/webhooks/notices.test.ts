import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { endHearing, hearFromVast } from '@/lib/gateway/vast-hooks';
import { receiveNotice } from '@/lib/gateway/vast-notices';
import { heardAccounts } from '@/lib/queries/webhooks';
import { account, instance, vastHook, vastIdentity, vastNotice } from '@/lib/store/schema';
import { identitiesTold, lookAtTold } from '@/lib/sync/notices';
import { operations } from '@/lib/vast/operations';
import { type Posted, receiver } from '../../support/receiver';
import { type TestWorld, testWorld } from '../../support/world';

/** An account that Vast.ai tells of at a receiver of the test's, and what came there handed on to Gantry. */
async function heard(world: TestWorld) {
  const to = await receiver();
  let hookId = '';
  const done = await hearFromVast(world.ports, world.gateway, world.owner, {
    accountId: world.accountId,
    addressOf: (id) => {
      hookId = id;
      return to.url;
    },
  });
  if (!done.ok) throw new Error(done.problem.say);
  const [hook] = await world.store.db.select().from(vastHook);
  if (!hook) throw new Error('not kept');
  const test = () =>
    world.gateway.run(operations.testWebhook, world.accountId, { id: hook.webhookId }, world.owner);
  const take = (posted: Posted, change: { body?: string; signature?: string; timestamp?: string } = {}) =>
    receiveNotice(world.ports, {
      hookId,
      timestamp: String(posted.headers['x-vast-timestamp']),
      signature: String(posted.headers['x-vast-signature-256']),
      body: posted.raw,
      ...change,
    });
  return { to, hook, hookId, test, take };
}

describe('notifications of Vast.ai’s', () => {
  it('are taken when Vast.ai signed them, and once', async () => {
    const world = await testWorld();
    const { to, test, take } = await heard(world);
    await test();
    const posted = await to.next(() => true);
    expect(await take(posted)).toEqual({ ok: true, value: { fresh: true } });
    expect(await take(posted)).toEqual({ ok: true, value: { fresh: false } });
    expect(await world.store.db.select().from(vastNotice)).toHaveLength(1);
  });

  it('are turned away when a byte differs, the secret, or the moment', async () => {
    const world = await testWorld();
    const { to, test, take } = await heard(world);
    await test();
    const posted = await to.next(() => true);
    const stamp = String(posted.headers['x-vast-timestamp']);
    const forged = `sha256=${createHmac('sha256', 'whsec_guess').update(`${stamp}.${posted.raw}`).digest('hex')}`;
    for (const change of [
      { body: `${posted.raw} ` },
      { signature: forged },
      { signature: '' },
      { timestamp: String(Number(stamp) + 1) },
    ])
      expect(await take(posted, change)).toMatchObject({ problem: { code: 'notice.not_verified' } });
    world.passTime(6 * 60_000);
    expect(await take(posted)).toMatchObject({ problem: { code: 'notice.not_verified' } });
    const strange = { hookId: '-'.repeat(36), timestamp: stamp, signature: '', body: '' };
    expect(await receiveNotice(world.ports, strange)).toMatchObject({
      problem: { code: 'notice.not_found' },
    });
    const elsewhere = { hookId: randomUUID(), timestamp: stamp, signature: '', body: '' };
    expect(await receiveNotice(world.ports, elsewhere)).toMatchObject({
      problem: { code: 'notice.not_found' },
    });
    expect(await world.store.db.select().from(vastNotice)).toHaveLength(0);
  });

  it('are hints: Vast.ai is asked at once, and what it answers counts', async () => {
    const world = await testWorld();
    const { to, test, take } = await heard(world);
    await test();
    await take(await to.next(() => true));
    const { db } = world.store;
    const [identityId = ''] = await identitiesTold(db);
    const deps = { db, gateway: world.gateway, now: world.ports.now, holder: 'one' };
    // While the poller is at it, it waits for the next round.
    await db
      .update(vastIdentity)
      .set({ turnHolder: 'another', turnEndsAt: new Date(Date.now() + 60_000) })
      .where(eq(vastIdentity.id, identityId));
    expect(await lookAtTold(deps, identityId)).toBe(false);
    expect(await identitiesTold(db)).toEqual([identityId]);
    await db.update(vastIdentity).set({ turnHolder: null, turnEndsAt: null });
    expect(await lookAtTold(deps, identityId)).toBe(true);
    expect(await identitiesTold(db)).toEqual([]);
    expect((await db.select().from(instance)).length).toBeGreaterThan(0);
    const [link] = await db.select().from(account);
    expect(link?.credit).not.toBeNull();
  });

  it('keep their secret sealed, and end at Vast.ai, too', async () => {
    const world = await testWorld();
    const { hook, to, test, take } = await heard(world);
    await test();
    const posted = await to.next(() => true);
    expect(hook.secretSealed).toMatch(/^v1\./);
    const scope = { ...world.owner, personName: 'Owner', email: 'owner@example.test' };
    expect(await heardAccounts(world.store.db, scope)).toMatchObject([{ accountId: world.accountId }]);
    expect(await endHearing(world.ports, world.gateway, world.owner, world.accountId)).toMatchObject({
      ok: true,
    });
    const left = await world.gateway.run(operations.listWebhooks, world.accountId, {}, world.owner);
    expect(left.kind === 'done' && left.value.webhooks).toEqual([]);
    expect(await take(posted)).toMatchObject({ problem: { code: 'notice.not_found' } });
  });

  it('need an address that Vast.ai reaches', async () => {
    const world = await testWorld();
    await world.store.db.update(account).set({ origin: 'https://console.vast.ai' });
    const refused = await hearFromVast(world.ports, world.gateway, world.owner, {
      accountId: world.accountId,
      addressOf: () => 'http://127.0.0.1:3000/api/hooks/vast/x',
    });
    expect(refused).toMatchObject({ problem: { code: 'webhook.unreachable_for_vast' } });
  });
});
