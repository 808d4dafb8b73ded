import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recentActivity } from '@/lib/queries/activity';
import { accountOfContract, instanceDetail, instanceKey } from '@/lib/queries/instances-detail';
import { instanceSamples } from '@/lib/queries/instances-samples';
import { instanceView } from '@/lib/queries/instances-view';
import { auditEvent } from '@/lib/store/schema';
import {
  addInstance,
  addReadings,
  addWorkspace,
  type Fleet,
  minutesAgo,
  NOW,
  openFleet,
} from '@/tests/support/fleet';

let fleet: Fleet;
const key = () => ({ accountId: fleet.accountId, contractId: 7 });
beforeAll(async () => {
  fleet = await openFleet();
  await addInstance(fleet, {
    contractId: 7,
    label: 'llama-ft-12',
    publicAddress: '192.0.2.14',
    ports: { '22/tcp': [{ HostPort: '41022' }], '8080/tcp': [{ HostPort: '41023' }] },
    sshHost: 'ssh4.vast.ai',
    sshPort: 13344,
    runtype: 'jupyter_direc ssh_direc ssh_proxy',
  });
});
afterAll(() => fleet.store.close());

describe('an instance’s page', () => {
  it('knows how to get in: the direct line, the proxy’s, and its other ports', async () => {
    const detail = await instanceDetail(fleet.store.db, fleet.scope, key(), NOW);
    expect(detail).toMatchObject({
      ssh: { direct: 'ssh -p 41022 root@192.0.2.14', proxy: 'ssh -p 13345 root@ssh4.vast.ai' },
      ports: [
        { inside: '22/tcp', outside: 41022 },
        { inside: '8080/tcp', outside: 41023 },
      ],
    });
  });

  it('of another workspace’s instance isn’t there, by its address or by its number', async () => {
    const other = await addWorkspace(fleet.store);
    expect(await instanceView(fleet.store.db, other.scope, key(), NOW)).toBeNull();
    expect(await accountOfContract(fleet.store.db, other.scope, 7)).toBeNull();
    expect(await accountOfContract(fleet.store.db, fleet.scope, 7)).toBe(fleet.accountId);
  });

  it.each([
    ['', '1'],
    ['x', '1'],
    ['5e86d26d-c843-468b-9c70-5b744126916f', '0'],
    ['5e86d26d-c843-468b-9c70-5b744126916f', '1e3'],
    ['5e86d26d-c843-468b-9c70-5b744126916f', "1' OR '1"],
    ['5e86d26d-c843-468b-9c70-5b744126916f', '9'.repeat(30)],
  ])('isn’t asked of the database for /%s/%s', (account, contract) => {
    expect(instanceKey(account, contract)).toBeNull();
  });
});

describe('its readings', () => {
  it('are means over even steps, with gaps kept and their share said', async () => {
    const { db } = fleet.store;
    await addInstance(fleet, { contractId: 8 });
    await addReadings(fleet, 8, [10, 20, 30], 7);
    await addReadings(fleet, 8, [90, 91, 92, 93], 0);
    const samples = await instanceSamples(db, fleet.scope, { ...key(), contractId: 8 }, NOW, 3_600_000);
    expect(samples.stepMs).toBe(60_000);
    expect(samples.gpuUse).toEqual([10, 20, 30, null, null, null, 90, 91, 92, 93]);
    expect(samples.coverage).toBeCloseTo(0.7);
    const day = await instanceSamples(db, fleet.scope, { ...key(), contractId: 9 }, NOW, 86_400_000);
    expect(day).toMatchObject({ coverage: null, gpuUse: [null] });
  });

  it('are never more points than one sees, however long the time', async () => {
    await addInstance(fleet, { contractId: 10 });
    await addReadings(
      fleet,
      10,
      Array.from({ length: 2_000 }, (_, i) => i % 100),
    );
    const samples = await instanceSamples(
      fleet.store.db,
      fleet.scope,
      { ...key(), contractId: 10 },
      NOW,
      172_800_000,
    );
    expect(samples.gpuUse.length).toBeLessThanOrEqual(361);
    expect(samples.stepMs % 60_000).toBe(0);
    expect(samples.gpuUse).not.toContain(null);
  });

  it('are another workspace’s secret', async () => {
    const other = await addWorkspace(fleet.store);
    const samples = await instanceSamples(
      fleet.store.db,
      other.scope,
      { ...key(), contractId: 8 },
      NOW,
      3_600_000,
    );
    expect(samples.coverage).toBeNull();
  });
});

describe('what happened', () => {
  it('is told with today’s name, and on its own page as "it"', async () => {
    const { db } = fleet.store;
    const event = {
      workspaceId: fleet.scope.workspaceId,
      actorKind: 'person',
      actorName: 'Ada',
      via: 'page',
      accountId: fleet.accountId,
      contractId: 7,
    };
    await db.insert(auditEvent).values([
      { ...event, at: minutesAgo(3), action: 'x', result: 'done', sentence: 'stopped instance 7' },
      {
        ...event,
        at: minutesAgo(2),
        action: 'x',
        result: 'refused',
        sentence: 'started instance 7',
        detail: {
          problem: { code: 'vast.gpu_taken', say: 'The GPU is rented by somebody else now.', again: 'yes' },
        },
      },
      {
        ...event,
        at: minutesAgo(1),
        actorName: 'Vast.ai',
        actorKind: 'vast',
        action: 'instance.outbid',
        result: 'seen',
        sentence: 'paused llama-ft-12: outbid',
      },
    ]);
    const recent = await recentActivity(db, fleet.scope, { limit: 10 });
    expect(recent.map((each) => `${each.who} ${each.did}`)).toEqual([
      'Vast.ai paused llama-ft-12: outbid',
      'Ada started llama-ft-12',
      'Ada stopped llama-ft-12',
    ]);
    expect(recent[1]).toMatchObject({ result: 'refused', why: 'The GPU is rented by somebody else now.' });
    const view = await instanceView(db, fleet.scope, key(), NOW);
    expect(view?.timeline.map((each) => each.did)).toEqual(['paused it: outbid', 'started it', 'stopped it']);
  });
});
