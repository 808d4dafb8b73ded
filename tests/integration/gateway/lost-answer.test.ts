import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rent } from '@/lib/gateway/rent';
import { ABSENCE_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { exact } from '@/lib/money';
import { auditEvent, contract, intent } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { type TestWorld, testWorld } from '../../support/world';

async function cheapestOrder(w: TestWorld, key: string) {
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
  if (found.kind !== 'done') throw new Error(found.problem.say);
  const offer = found.value.offers.find((o) => (o.disk_space ?? 0) >= 20);
  if (!offer) throw new Error('no offer');
  return {
    accountId: w.accountId,
    offerId: offer.id,
    image: 'pytorch/pytorch',
    diskGb: 20,
    label: 'lost-answer',
    teamId: null,
    project: 'eval',
    endsAt: null,
    expectedHourUsd: exact(offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 20)),
    idempotencyKey: key,
  };
}

const asks = { method: 'PUT', path: '/api/v0/asks/' };

describe('a rent whose answer got lost', () => {
  it('is unknown, keeps its money reserved, and is closed as done when Vast.ai took it', async () => {
    const w = await testWorld();
    const order = { ...(await cheapestOrder(w, 'one')), sshKey: `ssh-ed25519 ${'A'.repeat(43)} me@test` };
    await w.faults([{ match: asks, kind: 'reset_after', rate: 1, times: 1 }]);

    const outcome = await rent(w.ports, w.gateway, w.owner, order);
    expect(outcome.kind).toBe('unknown');
    const [open] = await w.store.db.select().from(intent);
    expect(open).toMatchObject({ state: 'unknown' });
    expect(exact(open?.reservedHourUsd ?? (undefined as never))).toBe(order.expectedHourUsd);

    w.passTime(10_000);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ done: 1, waiting: 0 });

    const [closed] = await w.store.db.select().from(intent);
    const taken = (await w.journal()).filter((entry) => entry.operation === operations.rentOffer.name);
    expect(taken).toHaveLength(1);
    expect(closed).toMatchObject({ state: 'done', contractId: taken[0]?.contract });
    const [rented] = await w.store.db
      .select()
      .from(contract)
      .where(eq(contract.contractId, taken[0]?.contract ?? 0));
    expect(rented).toMatchObject({ origin: 'gantry', project: 'eval', intentId: closed?.id });
    const told = await w.store.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.intentId, closed?.id ?? ''));
    expect(told.map((event) => event.result)).toEqual(['unknown', 'done']);
    // The key that was chosen is on the machine, though the rent never heard of it.
    const keys = await w.gateway.run(
      operations.listInstanceSshKeys,
      w.accountId,
      { id: closed?.contractId ?? 0 },
      w.owner,
    );
    expect(JSON.stringify(keys)).toContain('me@test');
  });

  it('is refused only after a minute of complete lists without a trace', async () => {
    const w = await testWorld();
    const order = await cheapestOrder(w, 'two');
    await w.faults([{ match: asks, kind: 'reset_before', rate: 1, times: 1 }]);

    expect((await rent(w.ports, w.gateway, w.owner, order)).kind).toBe('unknown');
    for (let round = 0; round < 6; round++) {
      w.passTime(11_000);
      expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ waiting: 1, refused: 0 });
    }
    w.passTime(ABSENCE_MS);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ refused: 1 });
    const [closed] = await w.store.db.select().from(intent);
    expect(closed).toMatchObject({ state: 'refused', problem: { code: 'gateway.not_rented' } });
    expect((await w.journal()).filter((entry) => entry.operation === operations.rentOffer.name)).toHaveLength(
      0,
    );
  });

  it('is never sent a second time under the same key', async () => {
    const w = await testWorld();
    const order = await cheapestOrder(w, 'three');
    await w.faults([{ match: asks, kind: 'reset_after', rate: 1, times: 1 }]);
    await rent(w.ports, w.gateway, w.owner, order);

    const again = await w.gateway.run(
      operations.rentOffer,
      w.accountId,
      { id: order.offerId, disk: 20, image: 'pytorch/pytorch' },
      w.owner,
      { idempotencyKey: 'three' },
    );
    expect(again).toMatchObject({ kind: 'unknown', problem: { code: 'gateway.being_looked_up' } });
    expect((await w.journal()).filter((entry) => entry.operation === operations.rentOffer.name)).toHaveLength(
      1,
    );
  });

  it('stays unknown while the look-up itself fails: silence about silence proves nothing', async () => {
    const w = await testWorld();
    const order = await cheapestOrder(w, 'four');
    await w.faults([
      { match: asks, kind: 'reset_after', rate: 1, times: 1 },
      {
        match: { method: 'GET', path: '/api/v1/instances' },
        kind: 'status',
        status: 502,
        body: 'bad gateway',
        rate: 1,
      },
    ]);
    await rent(w.ports, w.gateway, w.owner, order);
    for (let round = 0; round < 12; round++) {
      w.passTime(30_000);
      expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ waiting: 1, refused: 0, done: 0 });
    }
    await w.faults([]);
    w.passTime(30_000);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ done: 1 });
  });
});
