import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { seatMember } from '@/lib/auth/members';
import { issueReset } from '@/lib/auth/resets';
import { createSession, findSession, switchWorkspace } from '@/lib/auth/sessions';
import { attachKey } from '@/lib/gateway/attach-key';
import { performDueDestroys, requestDestroy, TAKE_BACK_MS } from '@/lib/gateway/destroy';
import { endMembership, whatLeavingEnds } from '@/lib/gateway/leaving';
import { endKeysOfLeavers } from '@/lib/gateway/member-keys';
import { invite } from '@/lib/gateway/members';
import * as refusals from '@/lib/gateway/problems';
import { ABANDONED_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { lastOwner, ownersOnly } from '@/lib/policy/members';
import {
  contract,
  deferredAct,
  instance,
  intent,
  invitation,
  memberSshKey,
  passwordReset,
  workspace,
} from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { operations } from '@/lib/vast/operations';
import type { Result } from '@/lib/vast/problem';
import { audited, join, newPerson, type PersonActor } from '@/tests/support/members';
import { type TestWorld, testWorld } from '@/tests/support/world';

const nowhere = { address: null, agent: null };
const KEY = `ssh-ed25519 ${'E'.repeat(43)} eve@laptop`;
const deletes = { method: 'DELETE', path: '/api/v0/ssh/' };

const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.problem.code);

/** What Eve, an admin, added at Vast.ai. */
async function addKey(w: TestWorld, eve: PersonActor, text = KEY): Promise<void> {
  const added = await w.gateway.run(operations.createSshKey, w.accountId, { ssh_key: text }, eve);
  if (added.kind !== 'done') throw new Error(added.problem.say);
}

async function atVast(w: TestWorld): Promise<string[]> {
  const listed = await w.gateway.run(operations.listSshKeys, w.accountId, {}, w.owner);
  if (listed.kind !== 'done') throw new Error(listed.problem.say);
  return listed.value.map((key) => key.public_key ?? '');
}

const recorded = (w: TestWorld) => w.store.db.select().from(memberSshKey);
const leave = (w: TestWorld, by: PersonActor, personId: string, instancesTo: string | null = null) =>
  endMembership(w.ports, by, { personId, instancesTo });

/** Instances of the account are known, and two of them are Eve's. */
async function rented(w: TestWorld, eve: PersonActor): Promise<number[]> {
  const { identityId } = (await w.store.db.query.account.findFirst()) ?? { identityId: '' };
  await pollIdentity({ db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 'test' }, identityId);
  const ids = (await w.store.db.select().from(instance)).slice(0, 2).map((row) => row.contractId);
  for (const contractId of ids) {
    const key = { workspaceId: w.workspaceId, accountId: w.accountId, contractId };
    await w.store.db
      .insert(contract)
      .values({ ...key, origin: 'gantry', ownerId: eve.personId, firstSeenAt: w.ports.now() })
      .onConflictDoUpdate({
        target: [contract.workspaceId, contract.accountId, contract.contractId],
        set: { ownerId: eve.personId },
      });
  }
  return ids;
}

describe('an SSH key that somebody adds through Gantry', () => {
  it('is theirs: added by itself, found again after its answer got lost, or brought by a rent', async () => {
    const w = await testWorld();
    const eve = await join(w.store.db, w.workspaceId, 'Eve', 'admin');
    const before = await atVast(w);
    await addKey(w, eve);
    await w.faults([{ match: { method: 'POST', path: '/api/v0/ssh' }, kind: 'reset_after', times: 1 }]);
    const lost = await w.gateway.run(
      operations.createSshKey,
      w.accountId,
      { ssh_key: KEY.replace('laptop', 'lost') },
      eve,
    );
    expect(lost.kind).toBe('unknown');
    w.passTime(10_000);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ done: 1 });
    const [contractId = 0] = await rented(w, eve);
    const attach = (sshKey: string) =>
      attachKey(w.ports, w.gateway, eve, { accountId: w.accountId, contractId, sshKey, rentKey: sshKey });
    expect(await attach(KEY.replace('laptop', 'rent'))).toBeNull();
    // The account's own keys stay the account's.
    if (before[0]) await attach(before[0]);
    expect(before.length).toBeGreaterThan(0);
    const rows = await recorded(w);
    expect(rows.map((row) => row.personId)).toEqual([eve.personId, eve.personId, eve.personId]);
    const listed = await whatLeavingEnds(w.ports, w.gateway, w.owner, eve.personId);
    expect(listed.ok && listed.value.sshKeys.map((key) => key.text?.split(' ')[2]).sort()).toEqual([
      'eve@laptop',
      'eve@lost',
      'eve@rent',
    ]);
  });
});

describe('a member who is removed', () => {
  it('loses sessions, keys, invitations and links; instances and waiting destroys go on', async () => {
    const w = await testWorld();
    const { db } = w.store;
    const eve = await join(db, w.workspaceId, 'Eve', 'admin');
    const others = await atVast(w);
    await addKey(w, eve);
    const [mine = 0, toDestroy = 0] = await rented(w, eve);
    const session = (await createSession(db, eve.personId, nowhere, w.ports.now()))?.id ?? '';
    await invite(w.ports, eve, { email: 'mallory@example.test', role: 'admin', teamIds: [] });
    await issueReset(db, (await newPerson(db, 'Bob')).personId, eve.personId, w.ports.now());
    const label = (await db.select().from(instance)).find((row) => row.contractId === toDestroy)?.label;
    const asked = await requestDestroy(w.ports, eve, {
      targets: [{ accountId: w.accountId, contractId: toDestroy }],
      typed: label ?? String(toDestroy),
    });
    expect(codeOf(asked)).toBe('done');

    const before = await whatLeavingEnds(w.ports, w.gateway, w.owner, eve.personId);
    expect(before).toMatchObject({
      value: { sessions: 1, invitations: ['mallory@example.test'], destroys: 1, sshKeys: [{ text: KEY }] },
    });
    expect(before.ok && before.value.instances.map((each) => each.contractId).sort()).toEqual(
      [mine, toDestroy].sort(),
    );

    const left = await leave(w, w.owner, eve.personId, w.owner.personId);
    expect(left).toMatchObject({ ok: true, value: { keys: [{ kind: 'done', accountName: 'Test' }] } });
    expect(await atVast(w)).toEqual(others);
    expect(await findSession(db, session, w.ports.now())).toBeUndefined();
    expect((await db.select().from(invitation))[0]?.revokedAt).not.toBeNull();
    expect(await db.select().from(passwordReset)).toEqual([]);
    const owners = (await db.select().from(contract).where(eq(contract.ownerId, w.owner.personId))).map(
      (row) => row.contractId,
    );
    expect(owners.sort()).toEqual([mine, toDestroy].sort());
    expect((await db.select().from(deferredAct))[0]?.state).toBe('waiting');
    w.passTime(TAKE_BACK_MS);
    expect(await performDueDestroys(w.ports, w.gateway)).toBe(1);
    const destroyed = (await w.journal()).filter(
      (entry) => entry.operation === operations.destroyInstance.name,
    );
    expect(destroyed.map((entry) => entry.contract)).toEqual([toDestroy]);
    const told = await audited(db, w.workspaceId);
    expect(told).toContain('Owner removed Eve from the workspace');
    expect(told).toContain(`Owner put instance ${mine} in the name of Owner, from Eve`);
    expect(told).toContain('Gantry removed Eve’s SSH key from the Vast.ai account');
  });

  it('keeps the instances’ name when nobody takes them, and what is theirs elsewhere', async () => {
    const w = await testWorld();
    const { db } = w.store;
    const eve = await join(db, w.workspaceId, 'Eve', 'engineer');
    await rented(w, eve);
    const [second] = await db.insert(workspace).values({ name: 'Second', kind: 'real' }).returning();
    const elsewhere = second?.id ?? '';
    await seatMember(db, { workspaceId: elsewhere, personId: eve.personId, role: 'owner' });
    const [here, there] = [
      (await createSession(db, eve.personId, nowhere, w.ports.now()))?.id ?? '',
      (await createSession(db, eve.personId, nowhere, w.ports.now()))?.id ?? '',
    ];
    await switchWorkspace(db, there, elsewhere, w.ports.now());
    expect(codeOf(await leave(w, w.owner, eve.personId))).toBe('done');
    expect(await db.select().from(contract).where(eq(contract.ownerId, eve.personId))).toHaveLength(2);
    expect(await findSession(db, here, w.ports.now())).toBeUndefined();
    expect((await findSession(db, there, w.ports.now()))?.scope.workspaceId).toBe(elsewhere);
  });

  it('whose key Vast.ai wouldn’t delete: said at once, and done by the worker later', async () => {
    const w = await testWorld();
    const eve = await join(w.store.db, w.workspaceId, 'Eve', 'admin');
    await addKey(w, eve);
    await w.faults([{ match: deletes, kind: 'status', status: 403, body: '{"success":false,"msg":"no"}' }]);
    const left = await leave(w, w.owner, eve.personId);
    expect(left).toMatchObject({ value: { keys: [{ kind: 'refused' }] } });
    await w.faults([]);
    // Not at once again: a quarter of an hour lies between two attempts.
    expect(await endKeysOfLeavers(w.ports)).toBe(0);
    w.passTime(900_000);
    expect(await endKeysOfLeavers(w.ports)).toBe(1);
    expect(await atVast(w)).not.toContain(KEY);
    expect((await recorded(w))[0]?.endedAt).not.toBeNull();
    w.passTime(900_000);
    expect(await endKeysOfLeavers(w.ports)).toBe(0);
  });

  it('whose key’s end got no answer: asked again, it turns out to be gone', async () => {
    const w = await testWorld();
    const eve = await join(w.store.db, w.workspaceId, 'Eve', 'admin');
    await addKey(w, eve);
    await w.faults([{ match: deletes, kind: 'reset_after', times: 1 }]);
    expect(await leave(w, w.owner, eve.personId)).toMatchObject({ value: { keys: [{ kind: 'done' }] } });
    expect(await atVast(w)).not.toContain(KEY);
    expect((await recorded(w))[0]?.endedAt).not.toBeNull();
  });

  it.each([
    ['done', 'done'],
    ['not done', 'asked again'],
  ])('while whose key was deleted the process died: %s, and it is %s', async (arrived) => {
    const w = await testWorld();
    const eve = await join(w.store.db, w.workspaceId, 'Eve', 'admin');
    await addKey(w, eve);
    await w.faults([{ match: deletes, kind: 'status', status: 403 }]);
    await leave(w, w.owner, eve.personId);
    await w.faults([]);
    // As a process leaves it that died after it had asked.
    await w.store.db
      .update(intent)
      .set({ state: 'open', problem: null, closedAt: null })
      .where(eq(intent.operation, operations.deleteSshKey.name));
    const keyId = (await recorded(w))[0]?.keyId;
    if (arrived === 'done') {
      await fetch(`${w.emulator.url}/api/v0/ssh/${keyId}/`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${w.emulator.apiKey}` },
      });
    }
    w.passTime(ABANDONED_MS);
    // Nobody knows yet, so nothing is sent.
    expect(await endKeysOfLeavers(w.ports)).toBe(0);
    expect(await resolveUnsettled(w.ports, w.gateway)).toMatchObject({ done: 1 });
    w.passTime(900_000);
    expect(await endKeysOfLeavers(w.ports)).toBe(0);
    expect((await recorded(w))[0]?.endedAt).not.toBeNull();
    expect(await atVast(w)).not.toContain(KEY);
  });

  it('leaves a key alone that belongs to somebody who stays', async () => {
    const w = await testWorld();
    const eve = await join(w.store.db, w.workspaceId, 'Eve', 'admin');
    const bob = await join(w.store.db, w.workspaceId, 'Bob', 'admin');
    await addKey(w, eve);
    await addKey(w, bob, KEY.replace('eve', 'bob'));
    await leave(w, w.owner, eve.personId);
    await endKeysOfLeavers(w.ports);
    expect(await atVast(w)).toContain(KEY.replace('eve', 'bob'));
    expect(await atVast(w)).not.toContain(KEY);
  });
});

describe('who may', () => {
  it('leave: everybody but the last owner; remove: who manages members, owners by owners', async () => {
    const w = await testWorld();
    const { db } = w.store;
    const admin = await join(db, w.workspaceId, 'Grace', 'admin');
    const eve = await join(db, w.workspaceId, 'Eve', 'viewer');
    const bob = await join(db, w.workspaceId, 'Bob', 'viewer');
    expect(codeOf(await leave(w, eve, admin.personId))).toBe(refusals.notPermitted.code);
    expect(codeOf(await whatLeavingEnds(w.ports, w.gateway, eve, admin.personId))).toBe(
      refusals.notPermitted.code,
    );
    expect(codeOf(await leave(w, admin, w.owner.personId))).toBe(ownersOnly.code);
    expect(codeOf(await leave(w, w.owner, w.owner.personId))).toBe(lastOwner.code);
    expect(codeOf(await whatLeavingEnds(w.ports, w.gateway, eve, eve.personId))).toBe('done');
    expect(codeOf(await leave(w, eve, eve.personId))).toBe('done');
    expect(codeOf(await leave(w, eve, eve.personId))).toBe(refusals.memberNotFound.code);
    expect(codeOf(await leave(w, admin, bob.personId, eve.personId))).toBe(refusals.memberNotFound.code);
    expect(codeOf(await leave(w, admin, bob.personId, bob.personId))).toBe(refusals.memberNotFound.code);
    expect(codeOf(await leave(w, admin, bob.personId, admin.personId))).toBe('done');
    expect(await audited(db, w.workspaceId, 'member.left')).toEqual(['Eve left the workspace']);
    const [demo] = await db.insert(workspace).values({ name: 'Demo', kind: 'demo' }).returning();
    const there = { ...admin, workspaceId: demo?.id ?? '' };
    await seatMember(db, { ...there, role: 'owner' });
    expect(codeOf(await leave(w, there, there.personId))).toBe(refusals.peopleOfDemo.code);
    expect(
      await w.store.db
        .select()
        .from(contract)
        .where(and(eq(contract.ownerId, bob.personId))),
    ).toEqual([]);
  });
});
