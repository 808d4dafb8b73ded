import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usd } from '@/lib/money';
import {
  countInstances,
  everyInstance,
  goneInstances,
  listInstances,
  oneInstance,
} from '@/lib/queries/instances';
import { account, contractDay } from '@/lib/store/schema';
import {
  addAccount,
  addInstance,
  addReadings,
  addWorkspace,
  type Fleet,
  minutesAgo,
  NOW,
  openFleet,
} from '@/tests/support/fleet';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await openFleet();
});
afterAll(() => fleet.store.close());

let nextId = 100;
/** A fresh instance with these readings of GPU use, one a minute, the last one now. */
async function withReadings(readings: (number | null)[], gpuUtil: number | null = readings.at(-1) ?? null) {
  const contractId = nextId++;
  await addInstance(fleet, { contractId, gpuUtil });
  await addReadings(fleet, contractId, readings);
  const row = await oneInstance(fleet.store.db, fleet.scope, NOW, { accountId: fleet.accountId, contractId });
  if (!row) throw new Error('not found');
  return row;
}
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe('idle', () => {
  it('is half an hour without work, and since when', async () => {
    const row = await withReadings([...times(10, 80), ...times(40, 2)]);
    expect(row.word).toBe('idle');
    expect(row.quietSinceMs).toBe(minutesAgo(39).getTime());
  });

  it('is not yet after twenty-nine minutes, but already known to be quiet', async () => {
    const row = await withReadings([...times(10, 80), ...times(29, 2)]);
    expect(row.word).toBe('running');
    expect(row.quietSinceMs).toBe(minutesAgo(28).getTime());
  });

  it('ends with one busy reading', async () => {
    expect((await withReadings([...times(50, 2), 60, 2])).word).toBe('running');
    expect((await withReadings([...times(50, 2), 60])).quietSinceMs).toBeNull();
  });

  it('is never said of readings that are missing or that Vast.ai doesn’t have', async () => {
    const unknown = await withReadings([...times(30, 2), null, ...times(20, 2)]);
    expect(unknown.quietSinceMs).toBe(minutesAgo(19).getTime());
    // Two readings in forty minutes: we were not looking.
    const contractId = nextId++;
    await addInstance(fleet, { contractId, gpuUtil: 1 });
    await addReadings(fleet, contractId, [1], 40);
    await addReadings(fleet, contractId, [1]);
    const sparse = await oneInstance(fleet.store.db, fleet.scope, NOW, {
      accountId: fleet.accountId,
      contractId,
    });
    expect(sparse).toMatchObject({ word: 'running', quietSinceMs: null });
  });

  it('is not said of an instance that was stopped, whatever its last reading was', async () => {
    const contractId = nextId++;
    await addInstance(fleet, {
      contractId,
      actualStatus: 'exited',
      intendedStatus: 'stopped',
      curState: 'stopped',
      nextState: 'stopped',
      gpuUtil: 0,
    });
    await addReadings(fleet, contractId, times(60, 0));
    const row = await oneInstance(fleet.store.db, fleet.scope, NOW, {
      accountId: fleet.accountId,
      contractId,
    });
    expect(row).toMatchObject({ word: 'stopped', quietSinceMs: null, gpuUse: null });
  });
});

describe('the last hour', () => {
  it('is thirty steps of two minutes, the newest last, and a gap stays a gap', async () => {
    const { lastHour } = await withReadings([...times(20, 10), null, null, null, null, ...times(6, 90)]);
    expect(lastHour).toHaveLength(30);
    expect(lastHour.slice(-3)).toEqual([90, 90, 90]);
    expect(lastHour.slice(-5, -3)).toEqual([null, null]);
    expect(lastHour.slice(0, 14)).toEqual(times(14, null));
  });
});

describe('what it has cost', () => {
  it('is what Vast.ai charged, to the digit, and unknown before the first charge', async () => {
    const row = await withReadings([50]);
    expect(row.soFarUsd).toBeNull();
    await fleet.store.db.insert(contractDay).values(
      ['2026-11-22', '2026-11-23'].map((day, index) => ({
        workspaceId: fleet.scope.workspaceId,
        accountId: fleet.accountId,
        day,
        source: `instance-${row.contractId}`,
        contractId: row.contractId,
        amount: usd(index === 0 ? '1.1' : '2.203'),
      })),
    );
    const again = await oneInstance(fleet.store.db, fleet.scope, NOW, row);
    expect(again?.soFarUsd).toBe('3.303');
  });
});

describe('the list', () => {
  it('pages through every instance once, and leaves out those of an unlinked account', async () => {
    const { scope, accountId } = await addWorkspace(fleet.store);
    const own = { ...fleet, scope, accountId };
    const unlinked = await addAccount(fleet.store.db, scope.workspaceId, { name: 'old' });
    for (let contractId = 1; contractId <= 9; contractId++) {
      await addInstance({ ...own, accountId: contractId % 3 === 0 ? unlinked : accountId }, { contractId });
    }
    await fleet.store.db
      .update(account)
      .set({ removedAt: NOW })
      .where(and(eq(account.workspaceId, scope.workspaceId), eq(account.id, unlinked)));
    const ids: number[] = [];
    let after: string | null = null;
    do {
      const page = await listInstances(fleet.store.db, scope, NOW, { after, limit: 2 });
      ids.push(...page.rows.map((row) => row.contractId));
      after = page.next;
    } while (after !== null);
    expect(ids).toEqual([1, 2, 4, 5, 7, 8]);
    expect(await countInstances(fleet.store.db, scope, NOW)).toEqual({ shown: 6, gone: 0 });
  });

  it('shows what went for a day; the rest is among the gone', async () => {
    const { scope, accountId } = await addWorkspace(fleet.store);
    const own = { ...fleet, scope, accountId };
    await addInstance(own, { contractId: 1 });
    await addInstance(own, { contractId: 2, goneAt: minutesAgo(60) });
    await addInstance(own, { contractId: 3, goneAt: minutesAgo(60 * 30) });
    const rows = await everyInstance(fleet.store.db, scope, NOW);
    expect(rows.map((row) => [row.contractId, row.word])).toEqual([
      [1, 'running'],
      [2, 'gone'],
    ]);
    expect(rows[1]?.hourUsd).toBe('0');
    expect((await goneInstances(fleet.store.db, scope, NOW)).map((row) => row.contractId)).toEqual([2, 3]);
  });

  it('answers "not there" for another workspace’s instance', async () => {
    const other = await addWorkspace(fleet.store);
    const row = await withReadings([1]);
    expect(await oneInstance(fleet.store.db, other.scope, NOW, row)).toBeNull();
  });

  it('reads a thousand instances with as many statements as ten', async () => {
    const statements: string[] = [];
    const watched = new Proxy(fleet.store.db, {
      get: (db, name) => {
        const value = Reflect.get(db, name);
        if (name !== 'execute' && name !== 'select') return value;
        return (...given: unknown[]) => {
          statements.push(String(name));
          return value.apply(db, given);
        };
      },
    });
    await listInstances(watched, fleet.scope, NOW, { limit: 10 });
    const few = statements.splice(0);
    await listInstances(watched, fleet.scope, NOW, { limit: 1_000 });
    // The rows, their costs, the teams and the rules that say whose they are.
    expect(statements.toSorted()).toEqual(['execute', 'select', 'select', 'select']);
    expect(statements).toEqual(few);
  });
});
