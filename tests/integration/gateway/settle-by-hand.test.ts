import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { settleByHand } from '@/lib/gateway/settle-by-hand';
import { account, auditEvent, instance, intent } from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { operations } from '@/lib/vast/operations';
import { testWorld } from '../../support/world';

describe('an outcome that nobody can look up', () => {
  it('is settled once, by a person who looked, and the audit says by whom', async () => {
    const w = await testWorld({ speed: 0 });
    const [link] = await w.store.db.select().from(account);
    await pollIdentity(
      { db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 't' },
      link?.identityId ?? '',
    );
    const [row] = await w.store.db.select().from(instance);
    await w.faults([
      { match: { path: '/api/v0/instances/recycle' }, kind: 'reset_after', rate: 1, times: 1 },
    ]);
    const id = row?.contractId ?? 0;
    const outcome = await w.gateway.run(operations.recycleInstance, w.accountId, { id }, w.owner, {
      contractId: id,
    });
    if (outcome.kind !== 'unknown') throw new Error(outcome.kind);

    const settle = (actor = w.owner) =>
      settleByHand(w.ports, actor, { intentId: outcome.intentId, as: 'done' });
    expect(await settle({ ...w.owner, role: 'viewer' })).toMatchObject({ ok: false });
    expect(await settle({ ...w.owner, workspaceId: crypto.randomUUID() })).toMatchObject({ ok: false });
    expect(await settle()).toMatchObject({ ok: true });
    expect(await settle()).toMatchObject({ ok: false, problem: { code: 'intent.nothing_to_settle' } });
    expect((await w.store.db.select().from(intent))[0]).toMatchObject({ state: 'done' });
    const told = await w.store.db.select().from(auditEvent);
    expect(told.filter((event) => event.action === 'intent.settled')).toMatchObject([
      { actorName: 'Owner', sentence: 'said that “recycle instance” happened' },
    ]);
  });

  it('about an account and no contract is settled by whoever sees all of it and might have done it', async () => {
    const w = await testWorld({ speed: 0 });
    await w.faults([{ match: { path: '/api/v0/team' }, kind: 'reset_after', rate: 1, times: 1 }]);
    const outcome = await w.gateway.run(operations.createTeam, w.accountId, { team_name: 'lab' }, w.owner);
    if (outcome.kind !== 'unknown') throw new Error(outcome.kind);
    const settle = (actor = w.owner) =>
      settleByHand(w.ports, actor, { intentId: outcome.intentId, as: 'done' });
    expect(await settle({ ...w.owner, role: 'engineer', sees: [] })).toMatchObject({
      problem: { code: 'intent.nothing_to_settle' },
    });
    expect(await settle()).toMatchObject({ ok: true });
    const [made] = await w.store.db.select().from(intent).where(eq(intent.id, outcome.intentId));
    expect(made?.state).toBe('done');
  });
});
