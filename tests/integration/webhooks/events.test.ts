import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { acceptInvitation } from '@/lib/auth/invitations';
import { removeAccount } from '@/lib/gateway/accounts';
import { endMembership } from '@/lib/gateway/leaving';
import { setLimit } from '@/lib/gateway/limits';
import { changeMember, invite } from '@/lib/gateway/members';
import { makePlan } from '@/lib/gateway/plans/make';
import { rent } from '@/lib/gateway/rent';
import { resolveUnsettled } from '@/lib/gateway/resolver';
import { exact, usd } from '@/lib/money';
import { account, person } from '@/lib/store/schema';
import { readCredit } from '@/lib/sync/balance';
import { pollIdentity } from '@/lib/sync/instances';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { agent, decide } from '../../support/agent';
import { toldIn } from '../../support/told';
import { type TestWorld, testWorld } from '../../support/world';

const told = async (w: TestWorld) => {
  const all = await toldIn(w.store.db, w.workspaceId);
  // Linking the account of a test's world is told, too.
  return all.slice(1);
};

async function poll(w: TestWorld) {
  const [row] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
  const deps = { db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 'one' };
  return pollIdentity(deps, row?.identityId ?? '');
}

async function order(w: TestWorld, idempotencyKey: string) {
  const found = await w.gateway.run(
    operations.searchOffers,
    w.accountId,
    {
      filters: { rentable: { eq: true }, num_gpus: { eq: 1 } },
      order: [['dph_total', 'asc']],
      allocated_storage: 20,
    },
    w.owner,
  );
  const offer = found.kind === 'done' && found.value.offers.find((o) => (o.disk_space ?? 0) >= 20);
  if (!offer) throw new Error('no offer');
  const hour = offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 20);
  return {
    ...{ accountId: w.accountId, offerId: offer.id, image: 'pytorch/pytorch', diskGb: 20, label: 'told' },
    ...{ teamId: null, project: 'eval', endsAt: null, expectedHourUsd: exact(hour), idempotencyKey },
  };
}

const atVast = (w: TestWorld, method: string, path: string, body: unknown = {}) =>
  fetch(`${w.emulator.url}/api/v0/${path}`, {
    method,
    headers: { authorization: `Bearer ${w.emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('what other programs are told', () => {
  it('begins with a link; what it had before is no news', async () => {
    const w = await testWorld({ speed: 0 });
    expect(await toldIn(w.store.db, w.workspaceId)).toEqual([
      { type: 'account.linked', data: { account_id: w.accountId, name: 'Test' } },
    ]);
    await poll(w);
    expect(await told(w)).toEqual([]);
    await removeAccount(w.ports, w.owner, { accountId: w.accountId });
    expect(await told(w)).toMatchObject([{ type: 'account.removed', data: { account_id: w.accountId } }]);
  });

  it('is a rent and its destroy, each once, however often the poller sees them', async () => {
    const w = await testWorld({ speed: 0 });
    await poll(w);
    const rented = await rent(w.ports, w.gateway, w.owner, await order(w, 'one'));
    if (rented.kind !== 'done') throw new Error(rented.problem.say);
    const instance_id = rented.value.contractId;
    await poll(w);
    await poll(w);
    expect(await told(w)).toMatchObject([
      {
        type: 'instance.created',
        data: { account_id: w.accountId, instance_id, by: 'gantry', project: 'eval', num_gpus: 1 },
      },
    ]);
    await w.gateway.run(operations.destroyInstance, w.accountId, { id: instance_id }, w.owner, {
      contractId: instance_id,
    });
    await poll(w);
    await poll(w);
    expect((await told(w)).slice(1)).toMatchObject([
      { type: 'instance.destroyed', data: { instance_id, by: 'gantry', actor: { name: 'Owner' } } },
    ]);
  });

  it('is what comes, changes and goes at Vast.ai itself', async () => {
    const w = await testWorld({ speed: 0 });
    await poll(w);
    const { offerId } = await order(w, 'none');
    const made = await atVast(w, 'PUT', `asks/${offerId}/`, { image: 'ubuntu', disk: 20, label: 'by hand' });
    const { new_contract: instance_id } = await made.json();
    await poll(w);
    expect(await told(w)).toMatchObject([{ type: 'instance.created', data: { instance_id, by: 'outside' } }]);
    await w.advance(600);
    await poll(w);
    const changed = (await told(w)).filter(({ data }) => data.instance_id === instance_id).at(-1);
    expect(changed).toMatchObject({ type: 'instance.state_changed', data: { to: 'running' } });
    await atVast(w, 'DELETE', `instances/${instance_id}/`);
    await poll(w);
    await poll(w);
    const gone = (await told(w)).filter(({ data }) => data.instance_id === instance_id).at(-1);
    expect(gone).toMatchObject({ type: 'instance.destroyed', data: { by: 'outside', label: 'by hand' } });
  });

  it('is an instance that was outbid, with the bid that wins', async () => {
    const w = await testWorld({ speed: 0 });
    await poll(w);
    const { offerId } = await order(w, 'none');
    const made = await atVast(w, 'PUT', `asks/${offerId}/`, { image: 'ubuntu', disk: 20, price: 30 });
    const { new_contract: id } = await made.json();
    await w.advance(600);
    await poll(w);
    await atVast(w, 'PUT', `instances/bid_price/${id}/`, { price: 0.001 });
    await w.advance(120);
    await poll(w);
    const about = (await told(w)).filter(({ data }) => data.instance_id === id);
    expect(about).toMatchObject([
      { type: 'instance.created', data: { by: 'outside' } },
      { type: 'instance.outbid', data: { from: 'running', to: 'outbid' } },
    ]);
    expect(Number(about[1]?.data.min_bid_usd)).toBeGreaterThan(0.001);
  });

  it('is that an answer was lost, and what came of it', async () => {
    const w = await testWorld({ speed: 0 });
    await poll(w);
    const wanted = await order(w, 'lost');
    const asks = { method: 'PUT', path: '/api/v0/asks/' };
    await w.faults([{ match: asks, kind: 'reset_after', rate: 1, times: 1 }]);
    expect((await rent(w.ports, w.gateway, w.owner, wanted)).kind).toBe('unknown');
    expect(await told(w)).toMatchObject([
      { type: 'operation.unknown', data: { operation: operations.rentOffer.name, instance_id: null } },
    ]);
    // The poller sees it first, and knows by its tag whose it is.
    await poll(w);
    expect(await told(w)).toHaveLength(1);
    w.passTime(10_000);
    await resolveUnsettled(w.ports, w.gateway);
    const after = (await told(w)).slice(1);
    expect(after).toMatchObject([
      { type: 'operation.settled', data: { outcome: 'done' } },
      { type: 'instance.created', data: { by: 'gantry' } },
    ]);
    expect(after[0]?.data.instance_id).toBe(after[1]?.data.instance_id);
  });

  it('is a limit that refused something', async () => {
    const w = await testWorld({ speed: 0 });
    const none = { gpus: null, countries: null, longestHours: null, endRequired: false, dayUsd: null };
    const limit = { subject: 'workspace', subjectId: null, hourUsd: usd('0.000001'), whose: 'all' } as const;
    await setLimit(w.ports, w.owner, { ...limit, ...none });
    const refused = await rent(w.ports, w.gateway, w.owner, await order(w, 'much'));
    expect(refused.kind).toBe('refused');
    expect(await told(w)).toMatchObject([
      { type: 'limit.reached', data: { operation: operations.rentOffer.name, by: { name: 'Owner' } } },
    ]);
  });

  it('is what an agent may only do when a person agrees, and that one did', async () => {
    const w = await testWorld({ speed: 0 });
    const { offerId } = await order(w, 'none');
    const made = await makePlan(w.ports, w.gateway, await agent(w), {
      accountId: w.accountId,
      op: operations.rentOffer,
      effect: 'spends',
      input: { id: offerId, disk: 10, image: 'ubuntu', label: 'by-agent' },
    });
    if (made.kind !== 'done') throw new Error(made.problem.say);
    await decide(w, made.value.id, 'refused');
    expect(await told(w)).toMatchObject([
      {
        type: 'approval.wanted',
        data: { plan_id: made.value.id, operation: operations.rentOffer.name, effect: 'spends' },
      },
      { type: 'approval.decided', data: { plan_id: made.value.id, decision: 'refused', by: 'Owner' } },
    ]);
  });

  it('is a link that broke, once, and that it works again', async () => {
    const w = await testWorld({ speed: 0 });
    const anyCall = { method: 'GET', path: '/api/v1/instances' };
    await w.faults([{ match: anyCall, kind: 'status', status: 401, rate: 1 }]);
    await poll(w);
    await poll(w);
    await w.faults([]);
    await poll(w);
    expect((await told(w)).map(({ type, data }) => [type, data.reason])).toEqual([
      ['account.link_broken', 'revoked'],
      ['account.link_restored', undefined],
    ]);
  });

  it('is credit that ends soon, once, and again after it lasted for long', async () => {
    const w = await testWorld({ speed: 0 });
    await poll(w);
    const credit = (dollars: string) =>
      fetch(`${w.emulator.url}/__emulator/credit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ apiKey: w.emulator.apiKey, credit: dollars }),
      });
    const read = () =>
      readCredit({ db: w.store.db, gateway: w.gateway }, { workspaceId: w.workspaceId, id: w.accountId });
    const lows = async () => (await told(w)).filter(({ type }) => type === 'balance.low');
    for (const [dollars, count] of [
      ...[
        ['100000', 0],
        ['5', 1],
        ['6', 1],
        ['100000', 1],
        ['5', 2],
      ],
    ] as [string, number][]) {
      await credit(dollars);
      await read();
      expect(await lows(), dollars).toHaveLength(count);
    }
    const [low] = await lows();
    expect(low?.data).toMatchObject({ account_id: w.accountId, credit_usd: '5' });
    expect(Date.parse(String(low?.data.stops_at))).not.toBeNaN();
  });

  it('is who comes, changes and goes', async () => {
    const w = await testWorld({ speed: 0 });
    const email = 'grace@example.test';
    const invited = await invite(w.ports, w.owner, { email, role: 'viewer', teamIds: [] });
    const [grace] = await w.store.db.insert(person).values({ email, name: 'Grace' }).returning();
    if (!invited.ok || !grace) throw new Error('not invited');
    const personId = grace.id;
    await acceptInvitation(w.store.db, invited.value.token, { personId, email }, w.ports.now());
    await changeMember(w.ports, w.owner, { personId, role: 'engineer', teamIds: [] });
    await endMembership(w.ports, w.owner, { personId, instancesTo: null });
    expect(await told(w)).toMatchObject([
      { type: 'member.invited', data: { email, role: 'viewer', by: 'Owner' } },
      { type: 'member.joined', data: { name: 'Grace', role: 'viewer' } },
      { type: 'member.changed', data: { name: 'Grace', role: 'engineer' } },
      { type: 'member.removed', data: { name: 'Grace', by: 'Owner' } },
    ]);
    expect(JSON.stringify(await told(w))).not.toContain(invited.value.token);
  });
});
