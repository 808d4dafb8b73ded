import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyInstance, type InstanceRow, instanceChanges, livePosition } from '@/lib/queries/instances';
import { contract, instance, team } from '@/lib/store/schema';
import { addInstance, addWorkspace, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await openFleet();
  for (let contractId = 1; contractId <= 1_203; contractId++) await addInstance(fleet, { contractId });
});
afterAll(() => fleet.store.close());

async function changesSince(position: string, scope = fleet.scope) {
  const batches: InstanceRow[][] = [];
  let at: string | null = null;
  for await (const batch of instanceChanges(fleet.store.db, scope, async () => NOW, position)) {
    expect(at).toBeNull();
    batches.push(batch.rows);
    at = batch.position;
  }
  return { ids: batches.flat().map((row) => row.contractId), batches, position: at ?? '' };
}

const relabel = (db: Parameters<typeof livePosition>[0], contractId: number, label: string) =>
  db
    .update(instance)
    .set({ label, version: sql`nextval('live_version')` })
    .where(and(eq(instance.workspaceId, fleet.scope.workspaceId), eq(instance.contractId, contractId)));

/**
 * Until nothing more comes. A transaction that is open anywhere on the server (another test's) holds the position
 * back, and what was written since is told again: twice is allowed, never is not.
 */
async function quiet(from: string): Promise<string> {
  let position = from;
  await expect
    .poll(async () => {
      const next = await changesSince(position);
      position = next.position;
      return next.ids;
    })
    .toEqual([]);
  return position;
}

describe('changes since a position', () => {
  it('are each written row, and then nothing more', async () => {
    const position = await quiet(await livePosition(fleet.store.db));
    await relabel(fleet.store.db, 7, 'seven');
    const next = await changesSince(position);
    expect(next.ids).toEqual([7]);
    await quiet(next.position);
  });

  it('hold a row whose transaction was open when the position was read, though its version is lower', async () => {
    const start = await quiet(await livePosition(fleet.store.db));
    let release = () => {};
    const slow = fleet.store.db.transaction(async (tx) => {
      await relabel(tx, 11, 'slow');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await expect
      .poll(
        async () =>
          (
            await fleet.store.pool.query(
              "SELECT 1 FROM pg_locks WHERE mode = 'RowExclusiveLock' AND relation = 'instance'::regclass",
            )
          ).rowCount,
      )
      .toBeGreaterThan(0);
    await relabel(fleet.store.db, 12, 'quick');
    const between = await changesSince(start);
    expect(between.ids).toEqual([12]);
    release();
    await slow;
    expect((await changesSince(between.position)).ids).toContain(11);
  });

  it('come in batches, of which only the last says where one stands', async () => {
    const { ids, batches } = await changesSince('0');
    expect(ids).toHaveLength(1_203);
    expect(new Set(ids).size).toBe(1_203);
    expect(batches.map((batch) => batch.length)).toEqual([500, 500, 203]);
  });

  it('are another workspace’s business only there', async () => {
    const other = await addWorkspace(fleet.store);
    expect((await changesSince('0', other.scope)).ids).toEqual([]);
  });

  it('are shown to nobody whose role may not read instances', async () => {
    const stranger = { ...fleet.scope, role: 'nobody' as 'viewer' };
    expect((await changesSince('0', stranger)).ids).toEqual([]);
    expect(await everyInstance(fleet.store.db, stranger, NOW)).toEqual([]);
  });

  it('survive the transaction counter coming round', async () => {
    // As if the counter had passed 2^32 once: the same low 32 bits, a higher epoch.
    const position = await quiet(await livePosition(fleet.store.db));
    await relabel(fleet.store.db, 21, 'around');
    const around = String(BigInt(position) + 2n ** 32n);
    expect((await changesSince(around)).ids).toEqual([21]);
  });
});

describe('every instance', () => {
  it('knows its team, its project and its end', async () => {
    const { db } = fleet.store;
    const [nlp] = await db
      .insert(team)
      .values({ workspaceId: fleet.scope.workspaceId, name: 'NLP', position: 1 })
      .returning();
    const endsAt = new Date(NOW.getTime() + 3_600_000);
    await db
      .update(contract)
      .set({ teamId: nlp?.id ?? null, project: 'eval', endsAt })
      .where(and(eq(contract.workspaceId, fleet.scope.workspaceId), eq(contract.contractId, 5)));
    const row = (await everyInstance(db, fleet.scope, NOW)).find((each) => each.contractId === 5);
    expect(row).toMatchObject({
      team: 'NLP',
      project: 'eval',
      endsMs: endsAt.getTime(),
      hourUsd: '0.66',
      diskHourUsd: '0.01',
      account: 'main',
    });
  });
});
