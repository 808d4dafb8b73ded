/** An agent of a test's world: a token, and the actor who comes through the agents' door with it. */
import { actorOfToken } from '@/lib/auth/api-tokens';
import type { Decision } from '@/lib/gateway/plans/decide';
import { decidePlan } from '@/lib/gateway/plans/decide';
import { createToken, type NewApiToken } from '@/lib/gateway/tokens';
import type { Actor } from '@/lib/policy/actor';
import { EFFECTS } from '@/lib/policy/tokens';
import { planById } from '@/lib/queries/agent-plans';
import type { TestWorld } from './world';

/** As many calls as a test likes. */
const NO_PACE = { pace: { reads: 1_000_000, writes: 1_000_000 } };

export async function agentToken(world: TestWorld, given: Partial<NewApiToken> = {}): Promise<string> {
  const made = await createToken(world.ports, world.owner, {
    ...{ name: 'agent', service: null, operations: null, effects: EFFECTS, accounts: null },
    ...{ dayUsd: null, rentHourUsd: null, expiresAt: null, ...NO_PACE },
    ...given,
  });
  if (!made.ok) throw new Error(made.problem.say);
  return made.value.token;
}

export async function agent(world: TestWorld, given: Partial<NewApiToken> = {}): Promise<Actor> {
  const token = await agentToken(world, given);
  const found = await actorOfToken(world.ports.db, token, 'mcp', world.ports.now());
  if (!found.ok) throw new Error(found.problem.say);
  return found.value;
}

/** As the page does: on the numbers that are there. */
export async function decide(world: TestWorld, planId: string, decision: Decision['decision']) {
  const { owner, ports, gateway } = world;
  const scope = { ...owner, personName: owner.name, email: 'owner@example.test' };
  const seen = await planById(ports.db, scope, planId, ports.now());
  const weighedAt = new Date(seen?.weighedAt ?? 0);
  return decidePlan(ports, gateway, owner, { planId, decision, weighedAt });
}
