import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type RentOrder, rent } from '@/lib/gateway/rent';
import { exact, usd } from '@/lib/money';
import { auditEvent, contract, intent } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { type TestWorld, testWorld } from '../../support/world';

async function order(w: TestWorld, more: Partial<RentOrder> = {}): Promise<RentOrder> {
  const found = await w.gateway.run(
    operations.searchOffers,
    w.accountId,
    {
      filters: { rentable: { eq: true }, num_gpus: { eq: 1 }, disk_space: { gte: 64 } },
      order: [['dph_total', 'asc']],
      allocated_storage: 32,
    },
    w.owner,
  );
  if (found.kind !== 'done') throw new Error(found.problem.say);
  const [offer] = found.value.offers;
  if (!offer) throw new Error('no offer');
  return {
    accountId: w.accountId,
    offerId: offer.id,
    image: 'pytorch/pytorch',
    diskGb: 32,
    label: 'eval-78',
    teamId: null,
    project: 'eval',
    endsAt: '2027-01-01T00:00:00.000Z',
    expectedHourUsd: exact(offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 32)),
    idempotencyKey: crypto.randomUUID(),
    ...more,
  };
}

const taken = async (w: TestWorld) =>
  (await w.journal()).filter((e) => e.operation === operations.rentOffer.name);

describe('renting', () => {
  it('makes one contract, with what it is for, and says so in the audit', async () => {
    const w = await testWorld();
    const outcome = await rent(w.ports, w.gateway, w.owner, await order(w));
    if (outcome.kind !== 'done') throw new Error(outcome.problem.say);
    const [row] = await w.store.db
      .select()
      .from(contract)
      .where(eq(contract.contractId, outcome.value.contractId));
    expect(row).toMatchObject({ origin: 'gantry', project: 'eval', ownerId: w.owner.personId });
    expect(row?.endsAt?.toISOString()).toBe('2027-01-01T00:00:00.000Z');
    const [told] = await w.store.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.contractId, outcome.value.contractId));
    expect(told).toMatchObject({ actorName: 'Owner', via: 'page', result: 'done' });
    expect(told?.sentence).toMatch(/^rented 1× .+ as eval-78 at \$\d+\.\d+\/h$/);
  });

  it('twice under one key is one rent with one answer', async () => {
    const w = await testWorld();
    const wanted = await order(w, { idempotencyKey: 'panel-1' });
    const first = await rent(w.ports, w.gateway, w.owner, wanted);
    const second = await rent(w.ports, w.gateway, w.owner, wanted);
    if (first.kind !== 'done' || second.kind !== 'done') throw new Error('not rented');
    expect(second.value.contractId).toBe(first.value.contractId);
    expect(await taken(w)).toHaveLength(1);
  });

  it('at once from ten tabs under one key is one rent', async () => {
    const w = await testWorld();
    const wanted = await order(w, { idempotencyKey: 'panel-2' });
    await Promise.all(Array.from({ length: 10 }, () => rent(w.ports, w.gateway, w.owner, wanted)));
    expect(await taken(w)).toHaveLength(1);
    expect(await w.store.db.select().from(intent)).toHaveLength(1);
  });

  it('refuses an offer that is gone, and rents nothing', async () => {
    const w = await testWorld();
    const wanted = await order(w);
    await rent(w.ports, w.gateway, w.owner, wanted);
    const late = await rent(w.ports, w.gateway, w.owner, { ...wanted, idempotencyKey: 'late' });
    expect(late).toMatchObject({ kind: 'refused', problem: { code: 'vast.offer_gone' } });
    expect(await taken(w)).toHaveLength(1);
  });

  it('refuses a price above what was shown, and a bid below the winning one', async () => {
    const w = await testWorld();
    const wanted = await order(w);
    const lower = exact(usd(wanted.expectedHourUsd).minus('0.01'));
    expect(await rent(w.ports, w.gateway, w.owner, { ...wanted, expectedHourUsd: lower })).toMatchObject({
      kind: 'refused',
      problem: { code: 'rent.price_moved' },
    });
    expect(await rent(w.ports, w.gateway, w.owner, { ...wanted, bidHourUsd: '0.001' })).toMatchObject({
      kind: 'refused',
      problem: { code: 'rent.bid_too_low' },
    });
    expect(await taken(w)).toHaveLength(0);
  });

  it('stands when the SSH key can’t be attached, and says what to do', async () => {
    const w = await testWorld();
    const wanted = await order(w, { sshKey: `ssh-ed25519 ${'A'.repeat(43)} me@test` });
    await w.faults([
      {
        match: { method: 'POST', path: '/api/v0/instances' },
        kind: 'status',
        status: 400,
        body: '{"success":false,"error":"invalid_args","msg":"no"}',
        rate: 1,
      },
    ]);
    const outcome = await rent(w.ports, w.gateway, w.owner, wanted);
    expect(outcome).toMatchObject({
      kind: 'done',
      value: { sshProblem: { code: 'vast.invalid_arguments' } },
    });
    expect(await taken(w)).toHaveLength(1);
  });

  it('by a viewer is refused, audited, and nothing is sent', async () => {
    const w = await testWorld();
    const wanted = await order(w);
    const outcome = await rent(w.ports, w.gateway, { ...w.owner, role: 'viewer' }, wanted);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'gateway.not_permitted' } });
    expect(await taken(w)).toHaveLength(0);
    const told = await w.store.db.select().from(auditEvent).where(eq(auditEvent.result, 'refused'));
    expect(told).toHaveLength(1);
  });

  it('from another workspace’s account answers not found, never forbidden', async () => {
    const w = await testWorld();
    const wanted = await order(w);
    const stranger = { ...w.owner, workspaceId: crypto.randomUUID() };
    const outcome = await w.gateway.run(operations.listInstances, wanted.accountId, {}, stranger);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'gateway.account_not_found' } });
  });

  it('keeps secrets out of the journal and the audit', async () => {
    const w = await testWorld();
    await rent(
      w.ports,
      w.gateway,
      w.owner,
      await order(w, { env: { HF_TOKEN: 'hf_secret_value' }, onstart: 'echo hf_secret_value' }),
    );
    const written = JSON.stringify([
      await w.store.db.select().from(intent),
      await w.store.db.select().from(auditEvent),
    ]);
    expect(written).not.toContain('hf_secret_value');
    expect(written).not.toContain(w.emulator.apiKey);
  });
});
