import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import type { Gateway } from '@/lib/gateway/types';
import { reallocateContract } from '@/lib/store/ledger-allocation';
import { lockDay } from '@/lib/store/ledger-locks';
import { contract, contractDay, team } from '@/lib/store/schema';
import { syncChargeDay } from '@/lib/sync/charges';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { daysBack, emulatorToday, ledgerSays, ports, rollupErrors, vastSays } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 3 } as const;

const accountOf = (world: TestWorld) => ({ workspaceId: world.workspaceId, accountId: world.accountId });

/** Resolves when so many transactions of this database wait for a lock on the books. */
const waiting = (world: TestWorld, count: number) =>
  vi.waitFor(async () => {
    const { rows } = await world.store.db.execute(sql`SELECT count(*)::int AS n FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    expect(rows[0]?.n).toBe(count);
  });

/** A door: whoever passes waits until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

it('a reading that was overtaken by a later one is dropped', async () => {
  const world = await testWorld(OPTIONS);
  const today = emulatorToday(world);
  const { opened, open } = gate();
  const slow: Gateway = {
    ...world.gateway,
    run: async (...given) => {
      const answer = await world.gateway.run(...given);
      await opened;
      return answer;
    },
  };
  const overtaken = syncChargeDay(ports(world, { gateway: slow }), accountOf(world), today);
  await world.advance(3_600);
  await syncChargeDay(ports(world), accountOf(world), today);
  open();
  expect(await overtaken).toEqual({ kind: 'overtaken' });
  expect(await ledgerSays(world.store.db, today)).toBe(await vastSays(world, today));
});

it('two that book the same new day at the same moment: one does, the other sees it', async () => {
  const world = await testWorld(OPTIONS);
  const today = emulatorToday(world);
  const { opened, open } = gate();
  const holding = world.store.db.transaction(async (tx) => {
    await lockDay(tx, world.workspaceId, world.accountId, today);
    await opened;
  });
  const both = Promise.all([1, 2].map(() => syncChargeDay(ports(world), accountOf(world), today)));
  await waiting(world, 1);
  open();
  await holding;
  expect((await both).map((one) => one.kind).sort()).toEqual(['overtaken', 'synced']);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('a day that is booked while its contract is being assigned goes to the new team', async () => {
  const world = await testWorld(OPTIONS);
  const [today = '', yesterday = ''] = daysBack(world, 1);
  await syncChargeDay(ports(world), accountOf(world), yesterday);
  const [made] = await world.store.db
    .insert(team)
    .values({ workspaceId: world.workspaceId, name: 'NLP', position: 1 })
    .returning();
  const { rows } = await world.store.db.execute(sql`SELECT contract_id FROM contract_day
    WHERE contract_id IS NOT NULL ORDER BY amount DESC LIMIT 1`);
  const contractId = Number(rows[0]?.contract_id);
  const { opened, open } = gate();
  const assigning = world.store.db.transaction(async (tx) => {
    await tx.insert(contract).values({
      ...accountOf(world),
      contractId,
      origin: 'outside',
      firstSeenAt: new Date(),
      teamId: made?.id ?? null,
    });
    await reallocateContract(tx, world.workspaceId, world.accountId, contractId);
    await opened;
  });
  const booking = syncChargeDay(ports(world), accountOf(world), today);
  await waiting(world, 1);
  open();
  await Promise.all([assigning, booking]);
  const teams = await world.store.db
    .selectDistinct({ day: contractDay.day, teamId: contractDay.teamId })
    .from(contractDay)
    .where(sql`contract_id = ${contractId}`);
  expect(teams).toHaveLength(2);
  expect(teams.every((row) => row.teamId === made?.id)).toBe(true);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});
