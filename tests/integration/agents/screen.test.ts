/** What the agents' screen reads: counts, what waits and for whom, tokens with their allowance, and what was done. */
import { describe, expect, it } from 'vitest';
import { makePlan } from '@/lib/gateway/plans/make';
import { runPlan } from '@/lib/gateway/plans/run';
import { revokeToken, rotateToken } from '@/lib/gateway/tokens';
import { type Actor, type Scope, tokenOf } from '@/lib/policy/actor';
import { countWaiting, pastApprovals, waitingPlans } from '@/lib/queries/agent-plans';
import { agentActivity } from '@/lib/queries/agents-activity';
import { agentStanding, apiTokens } from '@/lib/queries/api-tokens';
import { meter } from '@/lib/queries/meter';
import { overview } from '@/lib/queries/overview';
import { operations } from '@/lib/vast/operations';
import { agent, decide } from '@/tests/support/agent';
import { type TestWorld, testWorld } from '@/tests/support/world';

const scopeOf = ({ owner }: TestWorld): Scope => ({
  ...owner,
  personName: owner.name,
  email: 'owner@example.test',
});

const engineer = (world: TestWorld): Scope => ({
  ...scopeOf(world),
  personId: '00000000-0000-4000-8000-000000000001',
  role: 'engineer',
  sees: [],
});

async function asked(world: TestWorld, actor: Actor) {
  const { ports, gateway, accountId } = world;
  const found = await gateway.run(operations.searchOffers, accountId, { limit: 3 }, world.owner);
  if (found.kind !== 'done') throw new Error(found.problem.say);
  const made = await makePlan(ports, gateway, actor, {
    ...{ op: operations.rentOffer, effect: 'spends', accountId, reason: 'to train' },
    input: { id: found.value.offers[0]?.id, disk: 10, image: 'ubuntu', label: 'by-agent' },
  });
  if (made.kind !== 'done') throw new Error(made.problem.say);
  return made.value;
}

describe('what waits for a person', () => {
  it('is counted in the meter and stands first in the overview until somebody decides; then it is past', async () => {
    const world = await testWorld();
    const { db, now } = world.ports;
    const plan = await asked(world, await agent(world));
    const scope = scopeOf(world);
    expect((await meter(db, scope, now())).approvals).toBe(1);
    expect((await overview(db, scope, now())).needs.needs[0]).toMatchObject({
      ...{ kind: 'approval', what: 'agent', quote: expect.stringMatching(/^rent \d× /) },
      remedy: { href: `/agents/approvals/${plan.id}` },
    });
    expect(await pastApprovals(db, scope, now(), 9)).toEqual([]);
    expect(await decide(world, plan.id, 'refused')).toMatchObject({ ok: true });
    expect(await countWaiting(db, scope, now())).toBe(0);
    expect(await pastApprovals(db, scope, now(), 9)).toMatchObject([{ id: plan.id, standing: 'refused' }]);
  });

  it('is nobody’s whose teams it is not about, and doesn’t count for them', async () => {
    const world = await testWorld();
    const { db, now } = world.ports;
    await asked(world, await agent(world));
    expect(await countWaiting(db, engineer(world), now())).toBe(0);
    expect(await waitingPlans(db, engineer(world), now())).toEqual([]);
  });
});

describe('tokens', () => {
  it('say how much of their day is spoken for, and what their agent called last', async () => {
    const world = await testWorld();
    const { ports, gateway } = world;
    const actor = await agent(world, { dayUsd: '500', rentHourUsd: '50', name: 'trainer-bot' });
    const plan = await asked(world, actor);
    expect(await runPlan(ports, gateway, actor, plan.id)).toMatchObject({ kind: 'done' });
    const [token] = await apiTokens(ports.db, scopeOf(world), ports.now());
    expect(token).toMatchObject({ name: 'trainer-bot', dayUsd: '500', state: 'live', rotatingUntil: null });
    expect(Number(token?.committedUsd)).toBeGreaterThan(0);
    const standing = await agentStanding(ports.db, scopeOf(world), token?.id ?? '', ports.now());
    expect(standing).toMatchObject({ day: { limitUsd: '500' }, live: true });
    expect(standing.calls[0]).toBe(operations.rentOffer.name);
    const { rows } = await agentActivity(ports.db, scopeOf(world));
    expect(rows).toMatchObject([
      { action: operations.rentOffer.name, via: 'mcp', more: { reason: 'to train' } },
    ]);
  });

  it('in rotation say so, revoked are not there, and others’ only for who manages them', async () => {
    const world = await testWorld();
    const { ports, owner } = world;
    const scope = scopeOf(world);
    const tokenId = tokenOf(await agent(world))?.id ?? '';
    const read = (as: Scope) => apiTokens(ports.db, as, ports.now());
    expect(await rotateToken(ports, owner, { tokenId })).toMatchObject({ ok: true });
    const [rotated] = await read(scope);
    expect(Date.parse(rotated?.rotatingUntil ?? '')).toBeGreaterThan(ports.now().getTime());
    expect(await read(engineer(world))).toEqual([]);
    await revokeToken(ports, owner, tokenId);
    expect(await read(scope)).toEqual([]);
  });
});
