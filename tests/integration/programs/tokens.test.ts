/** A program's token: whom it acts for, how it ends, and what it may spend. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { actorOfToken } from '@/lib/auth/api-tokens';
import { reserve } from '@/lib/gateway/reserve';
import { createToken, type NewApiToken, revokeToken, rotateToken } from '@/lib/gateway/tokens';
import type { Actor } from '@/lib/policy/actor';
import { EFFECTS } from '@/lib/policy/tokens';
import { apiToken, apiTokenSecret, auditEvent, membership } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { type TestWorld, testWorld } from '@/tests/support/world';

const whole: NewApiToken = {
  ...{ name: 'ci', service: null, operations: null, effects: EFFECTS, accounts: null },
  ...{ dayUsd: null, rentHourUsd: null, expiresAt: null },
};

async function made(world: TestWorld, given: Partial<NewApiToken> = {}) {
  const result = await createToken(world.ports, world.owner, { ...whole, ...given });
  if (!result.ok) throw new Error(result.problem.say);
  return result.value;
}

const asked = (world: TestWorld, token: string) =>
  actorOfToken(world.ports.db, token, 'rest', world.ports.now());

async function actorOf(world: TestWorld, token: string): Promise<Actor> {
  const result = await asked(world, token);
  if (!result.ok) throw new Error(result.problem.say);
  return result.value;
}

it('is stored as a hash, acts as its person is now, and ends with their membership', async () => {
  const world = await testWorld();
  const { db } = world.ports;
  const { token } = await made(world);
  expect(token).toMatch(/^gantry_[\w-]{43}$/);
  const stored = JSON.stringify([await db.select().from(apiToken), await db.select().from(apiTokenSecret)]);
  expect(stored).not.toContain(token.slice(7));
  expect(JSON.stringify(await db.select().from(auditEvent))).not.toContain(token.slice(7));

  expect(await actorOf(world, token)).toMatchObject({ kind: 'person', role: 'owner', sees: 'all' });
  await db.update(membership).set({ role: 'viewer' }).where(eq(membership.personId, world.owner.personId));
  expect(await actorOf(world, token)).toMatchObject({ role: 'viewer', sees: [] });
  await db.delete(membership).where(eq(membership.personId, world.owner.personId));
  expect(await asked(world, token)).toMatchObject({ ok: false, problem: { code: 'auth.token_revoked' } });
});

it('rotates with an overlap, and is revoked with every secret at once', async () => {
  const world = await testWorld();
  const { tokenId, token } = await made(world);
  const rotated = await rotateToken(world.ports, world.owner, { tokenId, overlapMs: 60_000 });
  const next = rotated.ok ? rotated.value.token : '';
  expect((await asked(world, token)).ok).toBe(true);
  expect((await asked(world, next)).ok).toBe(true);
  world.passTime(60_001);
  expect(await asked(world, token)).toMatchObject({ problem: { code: 'auth.token_unknown' } });
  expect((await asked(world, next)).ok).toBe(true);
  await revokeToken(world.ports, world.owner, tokenId);
  expect(await asked(world, next)).toMatchObject({ problem: { code: 'auth.token_revoked' } });
  expect(await revokeToken(world.ports, world.owner, tokenId)).toMatchObject({ ok: false });
});

it('expires, and notes its use at most once a minute', async () => {
  const world = await testWorld();
  const { token } = await made(world, { expiresAt: new Date(world.ports.now().getTime() + 120_000) });
  const used = async () => (await world.ports.db.select().from(apiToken))[0]?.lastUsedAt?.getTime();
  await actorOf(world, token);
  const first = await used();
  world.passTime(30_000);
  await actorOf(world, token);
  expect(await used()).toBe(first);
  world.passTime(31_000);
  await actorOf(world, token);
  expect(await used()).toBeGreaterThan(first ?? 0);
  world.passTime(60_000);
  expect(await asked(world, token)).toMatchObject({ problem: { code: 'auth.token_expired' } });
});

it('runs nothing that its scope leaves out, and makes no other token', async () => {
  const world = await testWorld();
  const { token } = await made(world, { effects: ['reads'] });
  const actor = await actorOf(world, token);
  const run = world.gateway.run;
  expect(await run(operations.listInstances, world.accountId, {}, actor)).toMatchObject({ kind: 'done' });
  expect(
    await run(operations.createSshKey, world.accountId, { ssh_key: 'ssh-ed25519 AAAA x' }, actor),
  ).toMatchObject({ kind: 'refused', problem: { code: 'token.not_allowed', facts: { why: 'effect' } } });
  expect(await createToken(world.ports, actor, whole)).toMatchObject({
    problem: { code: 'token.not_allowed', facts: { why: 'in-person' } },
  });
  const elsewhere = await made(world, { accounts: [] });
  expect(
    await run(operations.listInstances, world.accountId, {}, await actorOf(world, elsewhere.token)),
  ).toMatchObject({ problem: { facts: { why: 'account' } } });
});

it('twenty rents at once pass neither the ceiling of a day nor that of one rent', async () => {
  const world = await testWorld();
  const { token } = await made(world, { dayUsd: '3.00', rentHourUsd: '0.50' });
  const actor = await actorOf(world, token);
  const at = new Date('2026-11-24T12:00:00Z');
  const plan = {
    ...{ what: 'x', teamId: null, project: null, ownerId: null, gpuName: 'RTX 4090', numGpus: 1 },
    ...{ machineId: 1, hostId: 1, country: null, quoteHourUsd: '0.5', sshKey: null },
    endsAt: '2026-11-24T13:00:00.000Z',
  };
  const rent = (id: number, reserveHourUsd: string) =>
    reserve(world.ports, {
      ...{ op: operations.rentOffer, accountId: world.accountId, input: { id }, actor, at, plan },
      ...{ reserveHourUsd, effect: 'spends' as const },
    });
  expect(await rent(1, '0.501')).toMatchObject({
    problem: { code: 'limit.exceeded', facts: { limit: 'hour' } },
  });
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => rent(n + 2, '0.5')));
  expect(all.filter((each) => each.ok)).toHaveLength(6);
  expect(await rent(99, '0.001')).toMatchObject({ problem: { facts: { limit: 'day' } } });
  expect(
    await world.gateway.run(
      operations.transferCredit,
      world.accountId,
      { recipient: 'a@b.example', amount: '1.00' },
      actor,
    ),
  ).toMatchObject({ problem: { code: 'limit.not_weighed' } });
});

it('of somebody else is ended by those who manage tokens only', async () => {
  const world = await testWorld();
  const { tokenId, token } = await made(world);
  const engineer: Actor = { ...world.owner, personId: randomUUID(), role: 'engineer' };
  expect(await revokeToken(world.ports, engineer, tokenId)).toMatchObject({
    ok: false,
    problem: { code: 'gateway.not_permitted' },
  });
  expect(await rotateToken(world.ports, engineer, { tokenId, overlapMs: 0 })).toMatchObject({ ok: false });
  expect((await asked(world, token)).ok).toBe(true);
});
