/** What an agent means to do: planned, within its allowance or approved by a person, and run once. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { letAgentsAct, stopAgents, stoppedRefusal } from '@/lib/gateway/agents';
import { decidePlan } from '@/lib/gateway/plans/decide';
import { makePlan, type ToPlan } from '@/lib/gateway/plans/make';
import { PLAN_MS } from '@/lib/gateway/plans/plan';
import { runPlan } from '@/lib/gateway/plans/run';
import type { NewApiToken } from '@/lib/gateway/tokens';
import type { Actor } from '@/lib/policy/actor';
import { agentsStopped, latestPlans, plansOfToken, waitingPlans } from '@/lib/queries/agent-plans';
import { agentPlan, auditEvent, intent, spendingLimit } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { agent, decide } from '@/tests/support/agent';
import { type TestWorld, testWorld } from '@/tests/support/world';

const scopeOf = ({ owner }: TestWorld) => ({ ...owner, personName: owner.name, email: 'owner@example.test' });

async function ready(token: Partial<NewApiToken> = {}) {
  const world = await testWorld();
  const { ports, gateway, accountId } = world;
  const actor = await agent(world, token);
  const found = await gateway.run(operations.searchOffers, accountId, { limit: 5 }, world.owner);
  if (found.kind !== 'done') throw new Error(found.problem.say);
  const offers = found.value.offers.map(({ id }) => id);
  const planned = async (asked: Omit<ToPlan, 'accountId'>, by: Actor = actor) => {
    const made = await makePlan(ports, gateway, by, { accountId, ...asked });
    if (made.kind !== 'done') throw new Error(made.problem.say);
    return made.value;
  };
  const rentOf = (id = offers[0]): Omit<ToPlan, 'accountId'> => ({
    op: operations.rentOffer,
    effect: 'spends',
    input: { id, disk: 10, image: 'ubuntu', label: 'by-agent' },
    reason: 'to test',
  });
  const run = (planId: string, by: Actor = actor) => runPlan(ports, gateway, by, planId);
  const sent = async (name: string) =>
    (await world.journal()).filter(({ operation }) => operation === name).length;
  return { world, actor, planned, rentOf, run, sent, offers };
}

const RICH = { dayUsd: '500', rentHourUsd: '50' };

describe('within the allowance', () => {
  it('rents at once, with a lease, once under one plan, and destroys what it made', async () => {
    const { world, planned, rentOf, run, sent } = await ready(RICH);
    const plan = await planned(rentOf());
    expect(plan).toMatchObject({ beyond: null, effect: 'spends' });
    expect(await sent(operations.rentOffer.name)).toBe(0);
    const { hourUsd, toEndUsd } = plan.weight;
    expect(Number(toEndUsd)).toBeCloseTo(4 * Number(hourUsd), 3);
    const [first, again] = await Promise.all([run(plan.id), run(plan.id)]);
    const done = [first, again].find(({ kind }) => kind === 'done');
    if (done?.kind !== 'done') throw new Error(JSON.stringify([first, again]));
    expect(await run(plan.id)).toMatchObject({ kind: 'done', replayed: true, value: done.value });
    expect(await sent(operations.rentOffer.name)).toBe(1);
    const contractId = (done.value as { new_contract: number }).new_contract;
    const [written] = await world.ports.db.select().from(intent);
    expect(written).toMatchObject({ idempotencyKey: `plan/${plan.id}`, contractId });
    expect(Date.parse(String(written?.plan?.endsAt)) - Date.now()).toBeGreaterThan(3.9 * 3_600_000);
    const [told] = await world.ports.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, operations.rentOffer.name));
    expect(told?.detail).toMatchObject({ planId: plan.id, reason: 'to test' });

    const end = { op: operations.destroyInstance, effect: 'destroys', input: { id: contractId } } as const;
    const own = await planned(end);
    expect(own).toMatchObject({
      beyond: null,
      weight: { lost: [`instance ${contractId}`, 'everything on its disk'] },
    });
    expect(await run(own.id)).toMatchObject({ kind: 'done' });
  });

  it('asks for a person above it, for what it didn’t make, and for every right', async () => {
    const { world, planned, rentOf, run, sent } = await ready({ dayUsd: '0.001', rentHourUsd: null });
    const dear = await planned(rentOf());
    expect(dear.beyond).toMatch(/may spend \$0.001 a day/);
    expect(await run(dear.id)).toMatchObject({ kind: 'waiting' });
    const others = { op: operations.destroyInstance, effect: 'destroys', input: { id: 7 } } as const;
    expect((await planned(others)).beyond).toMatch(/didn’t make/);
    const key = await planned({ op: operations.createApiKey, effect: 'grants', input: { name: 'mine' } });
    expect(await run(key.id)).toMatchObject({ kind: 'waiting' });
    expect(await sent(operations.rentOffer.name)).toBe(0);
    expect(await waitingPlans(world.ports.db, scopeOf(world), world.ports.now())).toHaveLength(3);
  });
});

describe('approval', () => {
  it('is a person’s at a page, never a token’s; then it runs once, past the token’s ceiling', async () => {
    const { world, actor, planned, rentOf, run, sent } = await ready();
    const { ports, gateway, owner } = world;
    const plan = await planned(rentOf());
    expect(plan.beyond).toMatch(/no allowance/);
    const word = { planId: plan.id, decision: 'approved', weighedAt: plan.weighedAt } as const;
    expect(await decidePlan(ports, gateway, actor, word)).toMatchObject({
      problem: { code: 'token.not_allowed', facts: { why: 'in-person' } },
    });
    const viewer = { ...owner, role: 'viewer', sees: 'all' } as const;
    expect(await decidePlan(ports, gateway, viewer, word)).toMatchObject({
      problem: { code: 'gateway.not_permitted' },
    });
    expect(await run(plan.id)).toMatchObject({ kind: 'waiting' });
    const unseen = { ...word, weighedAt: new Date(0) };
    expect(await decidePlan(ports, gateway, owner, unseen)).toMatchObject({
      problem: { code: 'plan_stale' },
    });
    expect(await decide(world, plan.id, 'approved')).toMatchObject({ ok: true });
    expect(await decide(world, plan.id, 'refused')).toMatchObject({ problem: { code: 'plan.not_waiting' } });
    expect(await run(plan.id)).toMatchObject({ kind: 'done' });
    expect(await sent(operations.rentOffer.name)).toBe(1);
    const [told] = await ports.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, operations.rentOffer.name));
    expect(told?.detail).toMatchObject({ approvedBy: 'Owner', planId: plan.id });
    expect(await latestPlans(ports.db, scopeOf(world), ports.now())).toMatchObject([
      { standing: 'used', decidedBy: 'Owner' },
    ]);
    expect(await plansOfToken(ports.db, actor, ports.now(), { limit: 5 })).toHaveLength(1);
    const stranger = await agent(world, { name: 'stranger' });
    expect(await run(plan.id, stranger)).toMatchObject({ problem: { code: 'plan.not_found' } });
  });

  it('is refused for good, and expires after half an hour', async () => {
    const { world, planned, rentOf, run } = await ready();
    const no = await planned(rentOf());
    expect(await decide(world, no.id, 'refused')).toMatchObject({ ok: true });
    expect(await run(no.id)).toMatchObject({ problem: { code: 'plan.refused', facts: { by: 'Owner' } } });
    const late = await planned(rentOf());
    world.passTime(PLAN_MS);
    expect(await decide(world, late.id, 'approved')).toMatchObject({ problem: { code: 'plan.not_waiting' } });
    expect(await run(late.id)).toMatchObject({ problem: { code: 'plan.expired' } });
  });

  it('doesn’t lift what people, teams and the workspace may spend', async () => {
    const { world, rentOf, actor } = await ready();
    const { ports, gateway, accountId, workspaceId } = world;
    const none = { hourUsd: null, gpus: null, countries: null, longestHours: null, changedAt: new Date() };
    await ports.db
      .insert(spendingLimit)
      .values({ ...none, workspaceId, subject: 'workspace', endRequired: false, gpus: ['RTX 1'] });
    expect(await makePlan(ports, gateway, actor, { accountId, ...rentOf() })).toMatchObject({
      kind: 'refused',
      problem: { code: 'limit.exceeded' },
    });
  });
});

describe('a stale plan', () => {
  it('names what is otherwise, and sends nothing', async () => {
    const { world, actor, planned, rentOf, run, sent } = await ready(RICH);
    const { ports, gateway, accountId } = world;
    const plan = await planned(rentOf());
    const otherwise = { ...rentOf(), accountId, input: { ...rentOf().input, disk: 11 } };
    expect(await runPlan(ports, gateway, actor, plan.id, otherwise)).toMatchObject({
      problem: { code: 'plan_stale', say: expect.stringContaining('disk was 10 and is 11 now') },
    });
    await ports.db
      .update(agentPlan)
      .set({ weight: { ...plan.weight, state: { ...plan.weight.state, 'price per hour': '0.01' } } });
    expect(await run(plan.id)).toMatchObject({
      problem: { code: 'plan_stale', say: expect.stringContaining('price per hour was 0.01') },
    });
    expect(await sent(operations.rentOffer.name)).toBe(0);
  });

  it('is weighed anew before it is approved', async () => {
    const { world, planned, rentOf } = await ready();
    const plan = await planned(rentOf());
    const old = { ...plan.weight, state: { ...plan.weight.state, 'price per hour': '0.01' } };
    await world.ports.db.update(agentPlan).set({ weight: old });
    expect(await decide(world, plan.id, 'approved')).toMatchObject({ problem: { code: 'plan_stale' } });
    const [again] = await world.ports.db.select().from(agentPlan);
    expect(again?.weight.state).toEqual(plan.weight.state);
    expect(await decide(world, plan.id, 'approved')).toMatchObject({ ok: true });
  });
});

it('without a plan the door does nothing of weight for an agent', async () => {
  const { world, actor, offers, sent } = await ready(RICH);
  const { gateway, accountId } = world;
  const rent = { id: offers[0] ?? 0, disk: 10, image: 'ubuntu' };
  expect(await gateway.run(operations.rentOffer, accountId, rent, actor)).toMatchObject({
    problem: { code: 'plan.needed' },
  });
  expect(await gateway.run(operations.createApiKey, accountId, { name: 'x' }, actor)).toMatchObject({
    problem: { code: 'plan.needed' },
  });
  expect(await sent(operations.rentOffer.name)).toBe(0);
});

it('plans nothing that whoever asks may not do, and writes the refusal down', async () => {
  const { world, rentOf, run } = await ready();
  const { ports, gateway, accountId } = world;
  const reader = await agent(world, { effects: ['reads'] });
  expect(await makePlan(ports, gateway, reader, { accountId, ...rentOf() })).toMatchObject({
    kind: 'refused',
    problem: { code: 'token.not_allowed' },
  });
  const viewer = await agent(world, { service: { role: 'viewer', teamIds: [] } });
  expect(await makePlan(ports, gateway, viewer, { accountId, ...rentOf() })).toMatchObject({
    kind: 'refused',
    problem: { code: 'gateway.not_permitted' },
  });
  const told = await ports.db
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.action, operations.rentOffer.name));
  expect(told.map(({ result, via }) => [result, via])).toEqual([
    ['refused', 'mcp'],
    ['refused', 'mcp'],
  ]);
  expect(await ports.db.select().from(agentPlan)).toEqual([]);
  expect(await run('-'.repeat(36))).toMatchObject({ problem: { code: 'plan.not_found' } });
});

it('keeps the arguments sealed, secrets and all', async () => {
  const { world, planned, rentOf, run } = await ready(RICH);
  const plan = await planned({ ...rentOf(), input: { ...rentOf().input, env: { TOKEN: 'hunter2' } } });
  expect(JSON.stringify(await world.ports.db.select().from(agentPlan))).not.toContain('hunter2');
  expect(await run(plan.id)).toMatchObject({ kind: 'done' });
  expect(JSON.stringify(await world.journal())).toContain('hunter2');
});

it('stops every agent at one switch', async () => {
  const world = await testWorld();
  const { ports, owner, workspaceId } = world;
  expect(await stoppedRefusal(ports.db, workspaceId)).toBeNull();
  const viewer = { ...owner, role: 'viewer' } as const;
  expect(await stopAgents(ports, viewer)).toMatchObject({ ok: false });
  expect(await stopAgents(ports, owner)).toMatchObject({ ok: true });
  expect(await stoppedRefusal(ports.db, workspaceId)).toMatchObject({ code: 'agents.stopped' });
  expect(await agentsStopped(ports.db, owner)).toMatchObject({ by: 'Owner' });
  await letAgentsAct(ports, owner);
  expect(await stoppedRefusal(ports.db, workspaceId)).toBeNull();
});
