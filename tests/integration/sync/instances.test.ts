import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { linkAccount } from '@/lib/gateway/accounts';
import {
  account,
  auditEvent,
  contract,
  instance,
  instanceSample,
  vastIdentity,
  workspace,
} from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { operations } from '@/lib/vast/operations';
import { type TestWorld, testWorld } from '../../support/world';

async function identityOf(w: TestWorld): Promise<string> {
  const [row] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
  return row?.identityId ?? '';
}

const deps = (w: TestWorld, holder = 'one') => ({
  db: w.store.db,
  gateway: w.gateway,
  now: w.ports.now,
  holder,
});
const rowsOf = (w: TestWorld) =>
  w.store.db.select().from(instance).where(eq(instance.workspaceId, w.workspaceId));

describe('the poller', () => {
  it('stores what Vast.ai lists, knows what was made outside, and writes nothing when nothing changed', async () => {
    const w = await testWorld({ speed: 0 });
    const id = await identityOf(w);
    const first = await pollIdentity(deps(w), id);
    const rows = await rowsOf(w);
    expect(first).toMatchObject({ kind: 'read', instances: rows.length });
    expect(rows.length).toBeGreaterThan(5);
    const contracts = await w.store.db.select().from(contract);
    expect(contracts).toHaveLength(rows.length);
    expect(new Set(contracts.map((c) => c.origin))).toEqual(new Set(['outside']));
    expect((await w.store.db.select().from(instanceSample)).length).toBeGreaterThan(0);

    // A host that is away bills nothing, whatever the row's own price says; a stopped one its disk.
    const offline = rows.find((row) => row.actualStatus === 'offline');
    expect(offline?.presentHour?.isZero()).toBe(true);
    const stopped = rows.find((row) => row.intendedStatus === 'stopped');
    expect(stopped?.presentHour?.equals(stopped.storageHour ?? 0)).toBe(true);

    const versions = rows.map((row) => row.version).toSorted();
    expect(await pollIdentity(deps(w), id)).toMatchObject({ kind: 'read', changed: 0 });
    expect((await rowsOf(w)).map((row) => row.version).toSorted()).toEqual(versions);
  });

  it('says gone only after two complete reads that miss it', async () => {
    const w = await testWorld({ speed: 0 });
    const id = await identityOf(w);
    await pollIdentity(deps(w), id);
    const [victim] = await rowsOf(w);
    if (!victim) throw new Error('an empty world');
    // Destroyed past Gantry's back: straight at Vast.ai.
    await fetch(`${w.emulator.url}/api/v0/instances/${victim.contractId}/`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${w.emulator.apiKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const now = async () =>
      (await rowsOf(w)).find((row) => row.contractId === victim.contractId) ??
      Promise.reject(new Error('row deleted'));
    await pollIdentity(deps(w), id);
    expect(await now()).toMatchObject({ goneAt: null });
    expect((await now()).absentSince).not.toBeNull();
    await pollIdentity(deps(w), id);
    expect((await now()).goneAt).not.toBeNull();
    const told = await w.store.db.select().from(auditEvent).where(eq(auditEvent.action, 'instance.gone'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ actorName: 'Vast.ai', contractId: victim.contractId });
  });

  it('keeps every row when a page fails: half a list is no list', async () => {
    const w = await testWorld({ speed: 0 });
    const id = await identityOf(w);
    await pollIdentity(deps(w), id);
    const before = await rowsOf(w);
    await w.faults([
      {
        match: { method: 'GET', path: '/api/v1/instances' },
        kind: 'status',
        status: 502,
        body: 'bad',
        rate: 1,
      },
    ]);
    expect(await pollIdentity(deps(w), id)).toMatchObject({ kind: 'failed' });
    expect((await rowsOf(w)).map((row) => row.absentSince)).toEqual(before.map(() => null));
    const [link] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
    expect(link).toMatchObject({ state: 'unreachable' });
    await w.faults([]);
    await pollIdentity(deps(w), id);
    const [back] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
    expect(back).toMatchObject({ state: 'ok' });
  });

  it('gives the turn to one of two pollers', async () => {
    const w = await testWorld({ speed: 0 });
    const id = await identityOf(w);
    await w.store.db
      .update(vastIdentity)
      .set({ turnHolder: 'the other', turnEndsAt: new Date(w.ports.now().getTime() + 60_000) })
      .where(eq(vastIdentity.id, id));
    expect(await pollIdentity(deps(w), id)).toEqual({ kind: 'not-my-turn' });
    w.passTime(61_000);
    expect(await pollIdentity(deps(w), id)).toMatchObject({ kind: 'read' });
  });

  it('reads an identity once for every workspace that links it', async () => {
    const w = await testWorld({ speed: 0 });
    const [second] = await w.store.db.insert(workspace).values({ name: 'Second', kind: 'real' }).returning();
    if (!second) throw new Error('not written');
    const linked = await linkAccount(
      w.ports,
      { ...w.owner, workspaceId: second.id },
      {
        name: 'Same',
        address: w.emulator.url,
        key: w.emulator.apiKey,
      },
    );
    expect(linked.ok).toBe(true);
    await pollIdentity(deps(w), await identityOf(w));
    const here = await rowsOf(w);
    const there = await w.store.db.select().from(instance).where(eq(instance.workspaceId, second.id));
    expect(there).toHaveLength(here.length);
  });

  it('notices the same identity linked twice in one workspace, and counts it once', async () => {
    const w = await testWorld({ speed: 0 });
    const again = await linkAccount(w.ports, w.owner, {
      name: 'Again',
      address: w.emulator.url,
      key: w.emulator.apiKey,
    });
    expect(again).toMatchObject({
      ok: true,
      value: { accountId: w.accountId, note: { code: 'account.already_linked' } },
    });
    expect(
      await w.store.db.select().from(account).where(eq(account.workspaceId, w.workspaceId)),
    ).toHaveLength(1);
  });

  it('a destroy that Vast.ai confirmed turns the row Gone at once and stays so', async () => {
    const w = await testWorld({ speed: 0 });
    const id = await identityOf(w);
    await pollIdentity(deps(w), id);
    const [victim] = await rowsOf(w);
    if (!victim) throw new Error('an empty world');
    const done = await w.gateway.run(
      operations.destroyInstance,
      w.accountId,
      { id: victim.contractId },
      w.owner,
      {
        contractId: victim.contractId,
      },
    );
    expect(done.kind).toBe('done');
    const of = and(eq(instance.workspaceId, w.workspaceId), eq(instance.contractId, victim.contractId));
    expect((await w.store.db.select().from(instance).where(of))[0]?.goneAt).not.toBeNull();
    await pollIdentity(deps(w), id);
    expect((await w.store.db.select().from(instance).where(of))[0]?.goneAt).not.toBeNull();
  });

  it('marks a key that Vast.ai no longer accepts', async () => {
    const w = await testWorld({ speed: 0 });
    await fetch(`${w.emulator.url}/__emulator/identities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey: w.emulator.apiKey, state: 'revoked' }),
    });
    expect(await pollIdentity(deps(w), await identityOf(w))).toMatchObject({ kind: 'failed' });
    const [link] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
    expect(link).toMatchObject({ state: 'revoked' });
  });
});
