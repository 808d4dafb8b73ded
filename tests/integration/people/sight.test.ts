import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnInstances } from '@/lib/gateway/bulk';
import { assignContract } from '@/lib/gateway/contracts';
import { requestDestroy, takeBack } from '@/lib/gateway/destroy';
import { createGateway, type GatewayPorts } from '@/lib/gateway/index';
import { rent } from '@/lib/gateway/rent';
import { DIMENSIONS } from '@/lib/ledger/rollup';
import { exact, sum, usd } from '@/lib/money';
import { personActor, type Scope } from '@/lib/policy/actor';
import { recentActivity } from '@/lib/queries/activity';
import { costLines, costSources, costsByDay } from '@/lib/queries/costs';
import { find } from '@/lib/queries/find';
import { countInstances, goneInstances, listInstances, oneInstance } from '@/lib/queries/instances';
import { instanceCosts } from '@/lib/queries/instances-costs';
import { teamsOf } from '@/lib/queries/instances-first';
import { instancesPulse } from '@/lib/queries/instances-pulse';
import { instanceSamples } from '@/lib/queries/instances-samples';
import { meter } from '@/lib/queries/meter';
import { previewRules } from '@/lib/queries/workspace';
import { reallocateWorkspace } from '@/lib/store/ledger-allocation';
import { allocationRule, auditEvent, contract, deferredAct, intent, team } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { writeDay } from '@/tests/support/books';
import { addInstance, addReadings, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

let fleet: Fleet;
let teamIds: { research: string; search: string };
let engineer: Scope;
const RESEARCH = 1; // assigned by hand
const SEARCH = 2; // by a rule on its label
const NOBODYS = 3;
const ALL = [RESEARCH, SEARCH, NOBODYS];

beforeAll(async () => {
  fleet = await openFleet();
  const { store, scope, accountId } = fleet;
  const { workspaceId } = scope;
  const made = await store.db
    .insert(team)
    .values(['Research', 'Search'].map((name, position) => ({ workspaceId, name, position })))
    .returning();
  teamIds = { research: made[0]?.id ?? '', search: made[1]?.id ?? '' };
  await store.db
    .insert(allocationRule)
    .values({ workspaceId, position: 0, labelPattern: 'embed-*', teamId: teamIds.search });
  for (const contractId of ALL) {
    const key = { workspaceId, accountId, contractId };
    const label = contractId === SEARCH ? 'embed-7' : `run-${contractId}`;
    if (contractId === RESEARCH) {
      await store.db
        .insert(contract)
        .values({ ...key, origin: 'gantry', firstSeenAt: NOW, teamId: teamIds.research, project: 'llama' });
    }
    await addInstance(fleet, { contractId, label });
    await addReadings(fleet, contractId, [50, 60]);
    await store.db.insert(auditEvent).values({
      workspaceId,
      at: NOW,
      actorKind: 'vast',
      actorName: 'Vast.ai',
      via: 'vast',
      action: 'instance.started',
      result: 'seen',
      accountId,
      contractId,
      sentence: `started instance ${contractId}`,
    });
  }
  await writeDay(fleet, '2026-11-20', [
    { contractId: RESEARCH, label: 'run-1', amount: '1.25' },
    { contractId: SEARCH, label: 'embed-7', amount: '0.5' },
    { contractId: NOBODYS, label: 'run-3', amount: '0.125' },
  ]);
  await store.db.transaction((tx) => reallocateWorkspace(tx, workspaceId));
  engineer = { ...scope, personId: randomUUID(), role: 'engineer', sees: [teamIds.research] };
});
afterAll(() => fleet.store.close());

const numbers = (rows: readonly { contractId: number | null }[]) => rows.map((row) => row.contractId).sort();

describe('an engineer of one team', () => {
  it('sees its instances in every list, and the others in none', async () => {
    const { db } = fleet.store;
    expect(numbers((await listInstances(db, engineer, NOW)).rows)).toEqual([RESEARCH]);
    expect(numbers((await listInstances(db, fleet.scope, NOW)).rows)).toEqual(ALL);
    expect(await countInstances(db, engineer, NOW)).toEqual({ shown: 1, gone: 0 });
    expect(await goneInstances(db, engineer, NOW)).toEqual([]);
    for (const contractId of ALL) {
      const key = { accountId: fleet.accountId, contractId };
      const theirs = contractId === RESEARCH;
      expect((await oneInstance(db, engineer, NOW, key)) !== null).toBe(theirs);
      expect((await instanceSamples(db, engineer, key, NOW, 3_600_000)).coverage !== null).toBe(theirs);
      expect((await instanceCosts(db, engineer, key)).length > 0).toBe(theirs);
    }
    expect((await find(db, engineer, 'RTX')).map((each) => each.label)).toEqual(['run-1']);
    expect(await find(db, engineer, 'embed')).toEqual([]);
    expect((await teamsOf(db, engineer)).map((each) => each.name)).toEqual(['Research']);
  });

  it('reads a meter of its own burn, and no credit', async () => {
    const theirs = await meter(fleet.store.db, engineer, NOW);
    expect(theirs).toMatchObject({ hourUsd: '0.66', instances: 1, credit: null, stopsAt: null });
    expect(await meter(fleet.store.db, fleet.scope, NOW)).toMatchObject({ hourUsd: '1.98', instances: 3 });
  });

  it('sees what is under way with its instances, and with no others', async () => {
    const { db } = fleet.store;
    await db.insert(intent).values(
      ALL.map((contractId) => ({
        ...{ workspaceId: engineer.workspaceId, accountId: fleet.accountId, contractId },
        operation: operations.manageInstance.name,
        actor: personActor(fleet.scope),
        input: { id: contractId, state: 'stopped' },
        openedAt: NOW,
      })),
    );
    expect(numbers((await instancesPulse(db, engineer, NOW)).acts)).toEqual([RESEARCH]);
    expect(numbers((await instancesPulse(db, fleet.scope, NOW)).acts)).toEqual(ALL);
    await db.delete(intent);
  });

  it('hears what happened to its instances, and what it did itself', async () => {
    const { db } = fleet.store;
    await db.insert(auditEvent).values({
      workspaceId: engineer.workspaceId,
      at: NOW,
      actorName: 'Ada',
      via: 'page',
      result: 'refused',
      actorKind: 'person',
      actorId: engineer.personId,
      action: 'account.linked',
      sentence: 'tried to link an account',
    });
    const heard = await recentActivity(db, engineer, { limit: 20 });
    expect(heard.map((each) => each.did)).toEqual(['tried to link an account', 'started run-1']);
  });

  it('sees what a rule would catch of its team’s labels only', async () => {
    const { db } = fleet.store;
    const caughtBy = async (scope: Scope) => (await previewRules(db, scope, ['*'], '2026-11-01')).caught[0];
    const search = { ...engineer, sees: [teamIds.search] };
    expect(await caughtBy(search)).toEqual({ labels: 1, examples: ['embed-7'], amount: '0.5' });
    expect(await caughtBy(fleet.scope)).toMatchObject({ labels: 2, amount: '0.625' });
  });

  it('sees costs of its team by every dimension, to the last digit, and their lines', async () => {
    const { db } = fleet.store;
    const range = { from: '2026-11-20', to: '2026-11-21' };
    for (const group of DIMENSIONS) {
      const costs = await costsByDay(db, engineer, { ...range, group });
      expect(costs.total, group).toBe('1.25');
      const all = await costsByDay(db, { ...engineer, sees: Object.values(teamIds) }, { ...range, group });
      expect(all.total, group).toBe('1.75');
      for (const series of costs.series) {
        const query = { ...range, group, key: series.key, limit: 50, offset: 0 };
        expect((await costSources(db, engineer, query)).total, group).toBe(series.total);
        expect((await costLines(db, engineer, query)).total, group).toBe(series.total);
      }
    }
    const whole = await costsByDay(db, fleet.scope, { ...range, group: 'team' });
    const added = await costsByDay(
      db,
      { ...engineer, sees: Object.values(teamIds) },
      { ...range, group: 'team' },
    );
    const allocated = whole.series.filter(({ key }) => key !== '');
    expect(added.series).toEqual(allocated);
    expect(exact(sum(whole.series.map(({ total }) => usd(total))))).toBe('1.875');
  });

  it('sees and takes back destroys of its own team only', async () => {
    const { db } = fleet.store;
    const ports = { db, now: () => NOW } as GatewayPorts;
    const ids = new Map<number, string>();
    for (const contractId of ALL) {
      const [act] = await db
        .insert(deferredAct)
        .values({
          workspaceId: engineer.workspaceId,
          accountId: fleet.accountId,
          contractId,
          operation: operations.destroyInstance.name,
          actor: personActor(fleet.scope),
          requestedAt: NOW,
          dueAt: new Date(NOW.getTime() + 10_000),
        })
        .returning();
      ids.set(contractId, act?.id ?? '');
    }
    expect(numbers((await instancesPulse(db, engineer, NOW)).acts)).toEqual([RESEARCH]);
    const actor = personActor(engineer);
    expect(await takeBack(ports, actor, [ids.get(SEARCH) ?? '', ids.get(NOBODYS) ?? ''])).toMatchObject({
      ok: false,
    });
    expect(await takeBack(ports, actor, [...ids.values()])).toMatchObject({ value: { takenBack: 1 } });
  });
});

describe('what an engineer of one team asks for by number', () => {
  const vast = createVast({
    fetch: () => Promise.reject(new Error('Vast.ai must not hear of it')),
    limiter: { book: async () => 0, slowDown: async () => {} },
    nowMs: () => NOW.getTime(),
    sleep: async () => {},
    random: () => 0.5,
  });
  const ports = (): GatewayPorts => ({
    db: fleet.store.db,
    vast,
    now: () => NOW,
    secretKey: Buffer.alloc(32),
  });

  it('is not found when it is another team’s or nobody’s: no act, no log, no end, no team', async () => {
    const actor = personActor(engineer);
    const gateway = createGateway(ports());
    for (const contractId of [SEARCH, NOBODYS]) {
      const target = { accountId: fleet.accountId, contractId };
      const notFound = { problem: { code: 'gateway.instance_not_found' } };
      const [acted] = await actOnInstances(ports(), gateway, actor, [target], { kind: 'stop' });
      expect(acted?.outcome).toMatchObject(notFound);
      const typed = contractId === SEARCH ? 'embed-7' : 'run-3';
      expect(await requestDestroy(ports(), actor, { targets: [target], typed })).toMatchObject(notFound);
      expect(
        await assignContract(ports(), actor, { ...target, teamId: teamIds.research, project: null }),
      ).toMatchObject(notFound);
      for (const op of [
        operations.requestLogs,
        operations.showInstance,
        operations.rebootInstance,
      ] as const) {
        const asked = await gateway.run(op, fleet.accountId, { id: contractId } as never, actor);
        expect(asked, op.name).toMatchObject(notFound);
      }
    }
  });

  it('can’t be given to a team it doesn’t see, nor to nobody', async () => {
    const target = { accountId: fleet.accountId, contractId: RESEARCH };
    for (const teamId of [teamIds.search, null]) {
      const moved = await assignContract(ports(), personActor(engineer), {
        ...target,
        teamId,
        project: null,
      });
      expect(moved).toMatchObject({ ok: false });
    }
  });

  it('can’t be rented for another team, nor for nobody', async () => {
    for (const teamId of [teamIds.search, null]) {
      const order = { accountId: fleet.accountId, offerId: 1, diskGb: 10, label: 'x', project: null, teamId };
      const outcome = await rent(ports(), createGateway(ports()), personActor(engineer), {
        ...order,
        endsAt: null,
        expectedHourUsd: '1',
        idempotencyKey: randomUUID(),
      });
      expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'rent.team_needed' } });
    }
  });

  it('an account’s instances are not listed at Vast.ai for it', async () => {
    const asked = await createGateway(ports()).run(
      operations.listInstances,
      fleet.accountId,
      { limit: 25 },
      personActor(engineer),
    );
    expect(asked).toMatchObject({ problem: { code: 'gateway.not_permitted' } });
  });
});
