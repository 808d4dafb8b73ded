import { and, eq, isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { receiptOf, suggestedBid } from '@/components/market/receipt';
import { type RentOrder, rent } from '@/lib/gateway/rent';
import { resolveUnsettled } from '@/lib/gateway/resolver';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { searchMarket } from '@/lib/queries/market';
import { type MarketFilters, noFilters, type RentType } from '@/lib/queries/market-filters';
import { alternativesTo, offerForRent } from '@/lib/queries/market-offer';
import { rentChoices, rentProgress } from '@/lib/queries/market-rent';
import { marketState } from '@/lib/queries/market-state';
import { contract, intent, offer } from '@/lib/store/schema';
import { sweepMarket } from '@/lib/sync/market';
import { type TestWorld, testWorld } from '@/tests/support/world';

const DISK = 40;

/** A market that was looked at once; without a cap, so that a look takes two searches, unless the test is about it. */
async function sampled(searchCap = 10_000) {
  const w = await testWorld({ world: 'empty', history: 0, searchCap });
  const deps = { db: w.store.db, pool: w.store.pool, gateway: w.gateway, now: w.ports.now };
  const sweep = () =>
    sweepMarket(deps, { origin: w.emulator.url, accountId: w.accountId, workspaceId: w.workspaceId });
  const scope: Scope = {
    workspaceId: w.workspaceId,
    personId: w.owner.personId,
    personName: w.owner.name,
    email: 'owner@example.test',
    role: 'owner',
    sees: 'all',
  };
  const swept = await sweep();
  return { w, scope, sweep, swept };
}

const search = (w: TestWorld, scope: Scope, filters: Partial<MarketFilters>, type: RentType = 'on-demand') =>
  searchMarket(
    w.store.db,
    scope,
    { ...noFilters, ...filters },
    { sort: { by: 'price', desc: false }, diskGb: DISK, type, limit: 500 },
  );

/** The order that the panel makes of an offer. */
async function orderFor(
  w: TestWorld,
  scope: Scope,
  row: { id: number } | undefined,
  type: RentType = 'on-demand',
) {
  const found = await offerForRent(w.store.db, scope, row?.id ?? 0, { type, diskGb: DISK });
  if (!found) throw new Error('nothing fits');
  const bid = type === 'interruptible' ? suggestedBid(found.minBid ?? '') : undefined;
  const order: RentOrder = {
    accountId: w.accountId,
    offerId: found.id,
    image: 'pytorch/pytorch',
    diskGb: DISK,
    label: 'eval-78',
    teamId: null,
    project: null,
    endsAt: null,
    expectedHourUsd: receiptOf(found, DISK, { ...(bid && { bid }), hours: null }).exactHour,
    idempotencyKey: crypto.randomUUID(),
    ...(bid && { bidHourUsd: bid }),
  };
  return { order, found };
}

/** The cheapest match's order. */
async function cheapest(w: TestWorld, scope: Scope, filters: Partial<MarketFilters> = {}, type?: RentType) {
  const { rows } = await search(w, scope, { verified: true, ...filters }, type);
  return orderFor(w, scope, rows[0], type);
}

describe('the market of an emulator', () => {
  it('is seen whole through its cap of 64, with verified and unverified hosts, and says how old it is', async () => {
    const { w, scope, swept } = await sampled(64);
    if (swept.kind !== 'swept') throw new Error(swept.kind);
    expect(swept).toMatchObject({ largestReply: 64, cut: [] });
    expect(swept.offers).toBeGreaterThan(300);
    const all = await search(w, scope, {});
    const verified = await search(w, scope, { verified: true });
    expect(all.total).toBe(swept.offers);
    expect(verified.total).toBeLessThan(all.total);
    const state = await marketState(w.store.db, scope, new Date(w.ports.now().getTime() + 5_000));
    expect(state).toMatchObject({ coverage: 100, late: null, seenSoFar: 0 });
    expect(state.ageMs).toBeGreaterThanOrEqual(5_000);
  });

  it('that Vast.ai stops answering for is late, and nothing is said to be gone', async () => {
    const { w, scope, sweep } = await sampled();
    await w.faults([
      { match: { path: '/api/v0/bundles' }, kind: 'status', status: 400, body: '{"success":false}' },
    ]);
    w.passTime(60_000);
    expect(await sweep()).toMatchObject({ kind: 'failed' });
    const gone = await w.store.db.select().from(offer).where(eq(offer.origin, w.emulator.url));
    expect(gone.every((o) => o.goneAt === null)).toBe(true);
    const later = new Date(w.ports.now().getTime() + 600_000);
    expect(await marketState(w.store.db, scope, later)).toMatchObject({ late: 'silent' });
  });
});

describe('renting what the market shows', () => {
  it('is held to the receipt: the contract is quoted to the last digit', async () => {
    const { w, scope } = await sampled();
    const { order } = await cheapest(w, scope, { count: [1] });
    const outcome = await rent(w.ports, w.gateway, w.owner, order);
    if (outcome.kind !== 'done') throw new Error(outcome.problem.say);
    const [made] = await w.store.db
      .select()
      .from(contract)
      .where(eq(contract.contractId, outcome.value.contractId));
    expect(made?.quoteHourUsd && exact(made.quoteHourUsd)).toBe(order.expectedHourUsd);
    expect(await rentProgress(w.store.db, scope, order.idempotencyKey, w.ports.now())).toMatchObject({
      state: 'done',
      contractId: outcome.value.contractId,
      word: null,
    });
  });

  it('works for unverified hosts, which Vast.ai leaves out unasked', async () => {
    const { w, scope } = await sampled();
    const { rows } = await search(w, scope, {});
    const { order } = await orderFor(
      w,
      scope,
      rows.find((row) => row.verification === 'unverified'),
    );
    expect(await rent(w.ports, w.gateway, w.owner, order)).toMatchObject({ kind: 'done' });
  });

  it('works for a second part of a machine that is rented on already', async () => {
    const { w, scope, sweep } = await sampled();
    const listed = await w.store.db.select().from(offer).where(eq(offer.verification, 'verified'));
    const single = listed.find(
      (one) => one.numGpus === 1 && listed.some((o) => o.numGpus === 4 && o.machineId === one.machineId),
    );
    const first = await orderFor(w, scope, { id: single?.offerId ?? 0 });
    expect(await rent(w.ports, w.gateway, w.owner, first.order)).toMatchObject({ kind: 'done' });
    await sweep();
    const [left] = await w.store.db
      .select()
      .from(offer)
      .where(and(eq(offer.machineId, first.found.machineId), eq(offer.numGpus, 1), isNull(offer.goneAt)));
    const second = await orderFor(w, scope, { id: left?.offerId ?? 0 });
    expect(second.order.offerId).not.toBe(first.order.offerId);
    expect(await rent(w.ports, w.gateway, w.owner, second.order)).toMatchObject({ kind: 'done' });
  });

  it('by a bid takes the suggested one, a tenth above the lowest', async () => {
    const { w, scope } = await sampled();
    const { order, found } = await cheapest(w, scope, {}, 'interruptible');
    expect(order.bidHourUsd).toBe(suggestedBid(found.minBid ?? ''));
    expect(await rent(w.ports, w.gateway, w.owner, order)).toMatchObject({ kind: 'done' });
  });

  it('of an offer that somebody took says so, and three others of its kind are at hand', async () => {
    const { w, scope, sweep } = await sampled();
    const { order, found } = await cheapest(w, scope, { count: [1], gpu: ['RTX 5090'] });
    await rent(w.ports, w.gateway, w.owner, order);
    const late = await rent(w.ports, w.gateway, w.owner, { ...order, idempotencyKey: crypto.randomUUID() });
    expect(late).toMatchObject({ kind: 'refused', problem: { code: 'vast.offer_gone' } });
    const others = await alternativesTo(w.store.db, scope, found, { type: 'on-demand', diskGb: DISK });
    expect(others.map((o) => [o.gpu, o.count])).toEqual(Array(3).fill(['RTX 5090', 1]));
    expect(others.map((o) => o.id)).not.toContain(order.offerId);
    await sweep();
    expect(
      await offerForRent(w.store.db, scope, order.offerId, { type: 'on-demand', diskGb: DISK }),
    ).toMatchObject({
      gone: true,
    });
  });

  it('with more disk than the machine has names the disk, not the offer', async () => {
    const { w, scope } = await sampled();
    const { order } = await cheapest(w, scope);
    const outcome = await rent(w.ports, w.gateway, w.owner, { ...order, diskGb: 90_000 });
    expect(outcome).toMatchObject({
      kind: 'refused',
      problem: { code: 'input.malformed', facts: { field: 'Disk' } },
    });
  });

  it('whose answer got lost is unknown to its panel until the resolver found it', async () => {
    const { w, scope } = await sampled();
    const { order } = await cheapest(w, scope);
    await w.faults([{ match: { method: 'PUT', path: '/api/v0/asks/' }, kind: 'reset_after', times: 1 }]);
    expect(await rent(w.ports, w.gateway, w.owner, order)).toMatchObject({ kind: 'unknown' });
    const progress = () => rentProgress(w.store.db, scope, order.idempotencyKey, w.ports.now());
    expect(await progress()).toMatchObject({ state: 'unknown', contractId: null });
    w.passTime(10_000);
    await resolveUnsettled(w.ports, w.gateway);
    expect(await progress()).toMatchObject({ state: 'done', contractId: expect.any(Number) });
  });

  it('is nobody else’s to follow: a colleague’s key and an unknown one answer nothing', async () => {
    const { w, scope } = await sampled();
    const { order } = await cheapest(w, scope);
    await rent(w.ports, w.gateway, w.owner, order);
    const colleague = { ...scope, personId: crypto.randomUUID() };
    expect(await rentProgress(w.store.db, colleague, order.idempotencyKey, w.ports.now())).toBeNull();
    expect(await rentProgress(w.store.db, scope, crypto.randomUUID(), w.ports.now())).toBeNull();
    expect(await w.store.db.select().from(intent)).toHaveLength(1);
  });

  it('is for those whose role includes it', async () => {
    const { w, scope } = await sampled();
    const may = async (role: Role) => (await rentChoices(w.store.db, { ...scope, role })).mayRent;
    expect([await may('viewer'), await may('owner')]).toEqual([false, true]);
    const noTeam = async (sees: Scope['sees']) => (await rentChoices(w.store.db, { ...scope, sees })).noTeam;
    expect([await noTeam('all'), await noTeam([])]).toEqual([true, false]);
  });
});
