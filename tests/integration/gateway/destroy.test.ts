import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { endLeases } from '@/lib/automation/leases';
import { actOnInstances } from '@/lib/gateway/bulk';
import { performDueDestroys, requestDestroy, TAKE_BACK_MS, takeBack } from '@/lib/gateway/destroy';
import { resolveUnsettled } from '@/lib/gateway/resolver';
import { personActor } from '@/lib/policy/actor';
import { account, auditEvent, contract, deferredAct, instance } from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { operations } from '@/lib/vast/operations';
import { addWorkspace } from '../../support/rows';
import { type TestWorld, testWorld } from '../../support/world';

async function withFleet() {
  const w = await testWorld({ speed: 0 });
  const [link] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
  await pollIdentity(
    { db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 'test' },
    link?.identityId ?? '',
  );
  const rows = await w.store.db.select().from(instance);
  const running = rows.filter((row) => row.actualStatus === 'running' && row.label !== null);
  const [one, two] = running;
  if (!one || !two) throw new Error('too small a world');
  return { w, one, two };
}

const destroyed = async (w: TestWorld) =>
  (await w.journal()).filter((e) => e.operation === operations.destroyInstance.name).map((e) => e.contract);

describe('destroying', () => {
  it('needs the label typed exactly, and tells what to type', async () => {
    const { w, one } = await withFleet();
    const refused = await requestDestroy(w.ports, w.owner, { targets: [one], typed: 'something' });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'destroy.label_differs' } });
    expect(await w.store.db.select().from(deferredAct)).toHaveLength(0);
  });

  it('happens ten seconds later and not before, once, whoever performs it', async () => {
    const { w, one } = await withFleet();
    const asked = await requestDestroy(w.ports, w.owner, { targets: [one], typed: one.label ?? '' });
    expect(asked.ok).toBe(true);
    w.passTime(TAKE_BACK_MS - 1_000);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(0);
    expect(await destroyed(w)).toEqual([]);
    w.passTime(2_000);
    await Promise.all([performDueDestroys(w.ports, w.gateway), performDueDestroys(w.ports, w.gateway)]);
    expect(await destroyed(w)).toEqual([one.contractId]);
    const [act] = await w.store.db.select().from(deferredAct);
    expect(act).toMatchObject({ state: 'done' });
    const [row] = await w.store.db.select().from(instance).where(eq(instance.contractId, one.contractId));
    expect(row?.goneAt).not.toBeNull();
  });

  it('taken back in time never happens; taken back too late says so', async () => {
    const { w, one, two } = await withFleet();
    const asked = await requestDestroy(w.ports, w.owner, { targets: [one, two], typed: 'destroy 2' });
    if (!asked.ok) throw new Error(asked.problem.say);
    const [first, second] = asked.value.acts;
    expect(await takeBack(w.ports, w.owner, [first?.id ?? ''])).toMatchObject({
      ok: true,
      value: { takenBack: 1 },
    });
    w.passTime(TAKE_BACK_MS + 1_000);
    await performDueDestroys(w.ports, w.gateway);
    expect(await destroyed(w)).toEqual([second?.contractId]);
    expect(await takeBack(w.ports, w.owner, [second?.id ?? ''])).toMatchObject({
      ok: false,
      problem: { code: 'destroy.take_back_over' },
    });
  });

  it('is not another workspace’s to take back, whoever knows its number', async () => {
    const { w, one } = await withFleet();
    const asked = await requestDestroy(w.ports, w.owner, { targets: [one], typed: one.label ?? '' });
    if (!asked.ok) throw new Error(asked.problem.say);
    const others = await addWorkspace(w.store);
    expect(
      await takeBack(
        w.ports,
        personActor(others.scope),
        asked.value.acts.map(({ id }) => id),
      ),
    ).toMatchObject({ ok: false, problem: { code: 'destroy.take_back_over' } });
    w.passTime(TAKE_BACK_MS + 1_000);
    await performDueDestroys(w.ports, w.gateway);
    expect(await destroyed(w)).toEqual([one.contractId]);
  });

  it('is finished by the next worker when one died between claim and call', async () => {
    const { w, one } = await withFleet();
    await requestDestroy(w.ports, w.owner, { targets: [one], typed: one.label ?? '' });
    await w.store.db.update(deferredAct).set({ state: 'started' });
    w.passTime(60_000);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(0);
    w.passTime(120_000);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(1);
    expect(await destroyed(w)).toEqual([one.contractId]);
  });

  it('is tried again when Vast.ai fails, until it is gone', async () => {
    const { w, one } = await withFleet();
    await requestDestroy(w.ports, w.owner, { targets: [one], typed: one.label ?? '' });
    await w.faults([{ match: { method: 'DELETE' }, kind: 'status', status: 503, body: 'later', rate: 1 }]);
    w.passTime(TAKE_BACK_MS + 1_000);
    await performDueDestroys(w.ports, w.gateway);
    expect(await destroyed(w)).toEqual([]);
    // A failing gateway may have let it pass: it is the resolver’s to ask again, and nobody else’s.
    w.passTime(4_000);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ waiting: 1 });
    expect(await destroyed(w)).toEqual([]);
    await w.faults([]);
    w.passTime(16_000);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(0);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ done: 1 });
    expect(await destroyed(w)).toEqual([one.contractId]);
  });

  it('is tried again when Vast.ai had no turn for it', async () => {
    const { w, one } = await withFleet();
    await requestDestroy(w.ports, w.owner, { targets: [one], typed: one.label ?? '' });
    await w.faults([{ match: { method: 'DELETE' }, kind: 'status', status: 429, body: 'too frequent' }]);
    w.passTime(TAKE_BACK_MS + 1_000);
    await performDueDestroys(w.ports, w.gateway);
    await w.faults([]);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(0);
    w.passTime(16_000);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(1);
    expect(await destroyed(w)).toEqual([one.contractId]);
  });

  it('of another workspace’s instance answers not found', async () => {
    const { w, one } = await withFleet();
    const stranger = { ...w.owner, workspaceId: crypto.randomUUID() };
    expect(await requestDestroy(w.ports, stranger, { targets: [one], typed: one.label ?? '' })).toMatchObject(
      {
        ok: false,
        problem: { code: 'gateway.instance_not_found' },
      },
    );
  });

  it('by a viewer is refused', async () => {
    const { w, one } = await withFleet();
    expect(
      await requestDestroy(
        w.ports,
        { ...w.owner, role: 'viewer' },
        { targets: [one], typed: one.label ?? '' },
      ),
    ).toMatchObject({ ok: false, problem: { code: 'gateway.not_permitted' } });
  });
});

describe('a lease', () => {
  it('ends on the server’s clock, with one destroy, done by nobody in person', async () => {
    const { w, one } = await withFleet();
    await w.store.db
      .update(contract)
      .set({ endsAt: new Date(w.ports.now().getTime() + 60_000) })
      .where(eq(contract.contractId, one.contractId));
    expect(await endLeases(w.ports, w.gateway)).toBe(0);
    w.passTime(61_000);
    await Promise.all([endLeases(w.ports, w.gateway), endLeases(w.ports, w.gateway)]);
    expect(await destroyed(w)).toEqual([one.contractId]);
    const told = await w.store.db.select().from(auditEvent).where(eq(auditEvent.contractId, one.contractId));
    expect(told.map((event) => event.actorName)).toEqual(['Lease']);
    expect(await endLeases(w.ports, w.gateway)).toBe(0);
  });
});

describe('an act on many instances', () => {
  it('has one result each, and one failure doesn’t stop the others', async () => {
    const { w, one, two } = await withFleet();
    const ghost = { accountId: w.accountId, contractId: 1 };
    const results = await actOnInstances(w.ports, w.gateway, w.owner, [one, ghost, two], { kind: 'stop' });
    expect(results.map((r) => [r.contractId, r.outcome.kind])).toEqual([
      [one.contractId, 'done'],
      [1, 'refused'],
      [two.contractId, 'done'],
    ]);
  });
});
