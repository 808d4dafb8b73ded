/**
 * Many agents at once against ceilings of a day, planning and running in random order, with answers that come, get lost
 * or refuse: what Vast.ai took passes no ceiling by a cent. GANTRY_INTERLEAVINGS says how often, GANTRY_AGENTS how many
 * at once (npm run test:agents: 1,000 times, up to fifty).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { createGateway, type GatewayPorts } from '@/lib/gateway/index';
import { makePlan } from '@/lib/gateway/plans/make';
import { runPlan } from '@/lib/gateway/plans/run';
import { seal } from '@/lib/gateway/seal';
import { exact, sum, times, type Usd, usd } from '@/lib/money';
import type { Actor } from '@/lib/policy/actor';
import { EFFECTS } from '@/lib/policy/tokens';
import { account, spendingLimit } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { addWorkspace, NOW, openFleet } from '@/tests/support/fleet';

const RUNS = Number(process.env.GANTRY_INTERLEAVINGS ?? 12);
const AGENTS = Number(process.env.GANTRY_AGENTS ?? 10);
/** It is noon: what has no end today costs for twelve hours more. */
const LEFT_TODAY = 12;

const fleet = await openFleet();
afterAll(() => fleet.store.close());
const { db } = fleet.store;
const secretKey = randomBytes(32);

const dollars = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => (n / 1000).toFixed(3));
const agentOf = fc.record({
  token: fc.nat({ max: 1 }),
  hour: dollars(0.1, 2),
  leaseHours: fc.integer({ min: 1, max: 20 }),
  answer: fc.constantFrom('done', 'done', 'done', 'refused', 'lost'),
  startsAfterMs: fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 40 })),
  takesMs: fc.nat({ max: 4 }),
});
const scenario = fc.record({
  workspace: fc.option(dollars(0, 60)),
  tokens: fc.tuple(dollars(0, 30), dollars(0, 30)),
  agents: fc.array(agentOf, { minLength: 2, maxLength: AGENTS }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;
type Agent = Scenario['agents'][number];

/** A Vast.ai with one offer for each agent, which takes what it answers and now and then isn't heard. */
function offersOf(agents: readonly Agent[], taken: Set<number>): typeof fetch {
  return async (url, init) => {
    const headers = { date: NOW.toUTCString() };
    const asked = /asks\/(\d+)/.exec(String(url))?.[1];
    if (asked === undefined) {
      const id = (JSON.parse(String(init?.body)) as { ask_contract_id: { eq: number } }).ask_contract_id.eq;
      const hour = agents[id - 1]?.hour ?? '0';
      const offer = { id, machine_id: id, gpu_name: 'RTX 4090', num_gpus: 1, gpu_ram: 24_000 };
      const money = { dph_base: hour, dph_total: hour, storage_cost: '0' };
      return Response.json({ success: true, offers: [{ ...offer, ...money, rentable: true }] }, { headers });
    }
    const { answer = 'refused', takesMs = 0 } = agents[Number(asked) - 1] ?? {};
    await sleep(takesMs);
    if (answer === 'refused') {
      return Response.json({ success: false, error: 'no_such_ask', msg: 'gone' }, { status: 404, headers });
    }
    taken.add(Number(asked));
    await sleep(takesMs);
    if (answer === 'lost') throw new TypeError('fetch failed');
    return Response.json({ success: true, new_contract: 1000 + Number(asked) }, { headers });
  };
}

async function begin({ workspace, tokens, agents }: Scenario) {
  const here = { ...fleet, ...(await addWorkspace(fleet.store)) };
  const { workspaceId } = here.scope;
  const sealed = seal('key', secretKey, `${workspaceId}/${here.accountId}`);
  await db.update(account).set({ keySealed: sealed }).where(eq(account.id, here.accountId));
  if (workspace !== null) {
    const everybody = { subject: 'workspace', subjectId: null, hourUsd: null, changedAt: NOW } as const;
    await db.insert(spendingLimit).values({ ...everybody, workspaceId, dayUsd: usd(workspace) });
  }
  const taken = new Set<number>();
  let ticks = 0;
  const now = () => new Date(NOW.getTime() + ticks++);
  const vast = createVast({
    fetch: offersOf(agents, taken),
    limiter: { book: async () => 0, slowDown: async () => {} },
    nowMs: () => Date.now(),
    sleep: async () => {},
    random: () => 0.5,
  });
  const ports: GatewayPorts = { db, vast, now, secretKey };
  const ids = tokens.map(() => randomUUID());
  const actorOf = (index: number): Actor => {
    const bounds = { operations: null, effects: EFFECTS, accounts: null, rentHourUsd: null };
    const token = { id: ids[index] ?? '', name: `agent ${index}`, dayUsd: tokens[index] ?? '0', ...bounds };
    return { kind: 'service', workspaceId, name: token.name, role: 'owner', sees: 'all', via: 'mcp', token };
  };
  return { ports, gateway: createGateway(ports), accountId: here.accountId, taken, actorOf };
}

type Run = Awaited<ReturnType<typeof begin>>;

async function work(
  { ports, gateway, accountId, actorOf }: Run,
  agent: Agent,
  offer: number,
): Promise<string> {
  await sleep(agent.startsAfterMs);
  const actor = actorOf(agent.token);
  const plan = await makePlan(ports, gateway, actor, {
    ...{ op: operations.rentOffer, effect: 'spends', accountId, leaseHours: agent.leaseHours },
    input: { id: offer, disk: 10, image: 'ubuntu' },
  });
  if (plan.kind !== 'done') return plan.kind === 'refused' ? plan.problem.code : plan.kind;
  // An agent that hears nothing asks twice.
  const [one, two] = await Promise.all([1, 2].map(() => runPlan(ports, gateway, actor, plan.value.id)));
  const told = one?.kind === 'unknown' ? two : one;
  return told?.kind === 'refused' ? told.problem.code : (told?.kind ?? '');
}

const dayOf = ({ hour, leaseHours }: Agent): Usd => times(usd(hour), Math.min(LEFT_TODAY, leaseHours));
const seen = { done: 0, waiting: 0, limited: 0 };

it(`no ceiling of a day is passed by a cent, in ${RUNS} interleavings`, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const run = await begin(given);
      const ended = await Promise.all(given.agents.map((agent, index) => work(run, agent, index + 1)));
      for (const how of ended) {
        if (how === 'done' || how === 'waiting') seen[how] += 1;
        if (how === 'limit.exceeded') seen.limited += 1;
      }
      const took = [...run.taken].flatMap((offer) => given.agents[offer - 1] ?? []);
      const holds = (ceiling: string | null, mine: readonly Agent[]) => {
        const day = sum(mine.map(dayOf));
        // A tick of the clock passes between two looks.
        const over = ceiling !== null && day.minus(usd(ceiling)).greaterThan(usd('0.0001'));
        expect(over, `${exact(day)} of ${ceiling}`).toBe(false);
      };
      holds(given.workspace, took);
      given.tokens.forEach((ceiling, index) => {
        holds(
          ceiling,
          took.filter(({ token }) => token === index),
        );
      });
    }),
    { numRuns: RUNS },
  );
  // Each way was taken: ceilings that bind nobody would prove nothing.
  expect(Math.min(seen.done, seen.waiting, seen.limited)).toBeGreaterThan(0);
}, 3_600_000);
