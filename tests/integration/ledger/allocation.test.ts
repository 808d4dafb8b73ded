import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { addDays, startOf } from '@/lib/ledger/days';
import { reallocateContract, reallocateWorkspace } from '@/lib/store/ledger-allocation';
import { allocationRule, contract, contractDay, contractLabel, team } from '@/lib/store/schema';
import { syncChargeDay } from '@/lib/sync/charges';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { booksOf, emulatorToday, ports, rollupErrors, syncAll } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 6 } as const;

async function synced() {
  const world = await testWorld(OPTIONS);
  await syncAll(world, 6);
  const [dearest] = await world.store.db
    .select({ contractId: contractDay.contractId, days: sql<string>`count(*)` })
    .from(contractDay)
    .where(isNotNull(contractDay.contractId))
    .groupBy(contractDay.contractId)
    .orderBy(sql`count(*) DESC, sum(amount) DESC`)
    .limit(1);
  return { world, contractId: Number(dearest?.contractId) };
}

const makeTeam = async (world: TestWorld, name: string) => {
  const [made] = await world.store.db
    .insert(team)
    .values({ workspaceId: world.workspaceId, name, position: 1 })
    .returning();
  return String(made?.id);
};

const assign = (world: TestWorld, contractId: number, teamId: string | null, project: string | null = null) =>
  world.store.db.transaction(async (tx) => {
    const key = { workspaceId: world.workspaceId, accountId: world.accountId, contractId };
    await tx
      .insert(contract)
      .values({ ...key, origin: 'outside', firstSeenAt: new Date(), teamId, project })
      .onConflictDoUpdate({
        target: [contract.workspaceId, contract.accountId, contract.contractId],
        set: { teamId, project },
      });
    await reallocateContract(tx, world.workspaceId, world.accountId, contractId);
  });

const teamsOf = (world: TestWorld, contractId: number) =>
  world.store.db
    .selectDistinct({ teamId: contractDay.teamId, project: contractDay.project })
    .from(contractDay)
    .where(and(eq(contractDay.accountId, world.accountId), eq(contractDay.contractId, contractId)));

const sumsBy = async (world: TestWorld, dimension: string) =>
  (
    await world.store.db.execute(sql`SELECT day, trim_scale(sum(amount)) AS amount FROM cost_rollup
      WHERE dimension = ${dimension} GROUP BY day ORDER BY day`)
  ).rows;

it('I25: an adopted contract takes all its days along, and the sums by day stay what they were', async () => {
  const { world, contractId } = await synced();
  const total = await sumsBy(world, 'account');
  const nlp = await makeTeam(world, 'NLP');
  await assign(world, contractId, nlp, 'llama');
  expect(await teamsOf(world, contractId)).toEqual([{ teamId: nlp, project: 'llama' }]);
  for (const dimension of ['team', 'project', 'label', 'gpu', 'item']) {
    expect(await sumsBy(world, dimension)).toEqual(total);
  }
  expect(await rollupErrors(world.store.db)).toEqual([]);
  const { rows } = await world.store.db.execute(
    sql`SELECT sum(amount) > 0 AS charged FROM cost_rollup WHERE dimension = 'team' AND key = ${nlp}`,
  );
  expect(rows).toEqual([{ charged: true }]);
});

it('taken back, an assignment leaves the books as if it had never been', async () => {
  const { world, contractId } = await synced();
  const before = await booksOf(world.store.db);
  await assign(world, contractId, await makeTeam(world, 'NLP'), 'llama');
  await assign(world, contractId, null);
  expect(await booksOf(world.store.db)).toEqual(before);
});

it('changed rules move every unassigned contract, and none that somebody assigned', async () => {
  const { world, contractId } = await synced();
  const [assigned, byRule] = [await makeTeam(world, 'Assigned'), await makeTeam(world, 'By rule')];
  await assign(world, contractId, assigned);
  const setRules = (labelPattern: string | null) =>
    world.store.db.transaction(async (tx) => {
      await tx.delete(allocationRule);
      if (labelPattern !== null) {
        await tx
          .insert(allocationRule)
          .values({ workspaceId: world.workspaceId, position: 1, labelPattern, teamId: byRule });
      }
      await reallocateWorkspace(tx, world.workspaceId);
    });
  const byTeam = async (teamId: string) =>
    (
      await world.store.db.execute(
        sql`SELECT count(DISTINCT source)::int AS n FROM contract_day WHERE team_id = ${teamId}`,
      )
    ).rows[0]?.n;
  await setRules('*');
  expect(await byTeam(byRule)).toBeGreaterThan(1);
  expect(await byTeam(assigned)).toBe(1);
  expect(await rollupErrors(world.store.db)).toEqual([]);
  await setRules(null);
  expect(await byTeam(byRule)).toBe(0);
  expect(await byTeam(assigned)).toBe(1);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('I29: a contract renamed today keeps its name for yesterday, though Vast.ai renames its past', async () => {
  const { world, contractId } = await synced();
  const today = emulatorToday(world);
  const key = { workspaceId: world.workspaceId, accountId: world.accountId, contractId };
  await world.store.db.insert(contractLabel).values([
    { ...key, fromAt: startOf(addDays(today, -4)), label: 'before' },
    { ...key, fromAt: startOf(today), label: 'after' },
  ]);
  // The same reading brings a new amount and a new name.
  await world.advance(3_600);
  for (const ago of [0, 1]) await syncChargeDay(ports(world), key, addDays(today, -ago));
  const labels = await world.store.db
    .select({ day: contractDay.day, label: contractDay.label })
    .from(contractDay)
    .where(and(eq(contractDay.contractId, contractId), sql`day >= ${addDays(today, -1)}`))
    .orderBy(contractDay.day);
  expect(labels).toEqual([
    { day: addDays(today, -1), label: 'before' },
    { day: today, label: 'after' },
  ]);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('assignments and readings that meet in time agree on where each cost belongs', async () => {
  const world = await testWorld(OPTIONS);
  const teams = [await makeTeam(world, 'One'), await makeTeam(world, 'Two')];
  await syncAll(world, 2);
  const { rows } = await world.store.db.execute(
    sql`SELECT DISTINCT contract_id FROM contract_day WHERE contract_id IS NOT NULL`,
  );
  const ids = rows.map((row) => Number(row.contract_id));
  const reading = syncAll(world, 6);
  const moving = (async () => {
    for (let round = 0; round < 3; round++) {
      for (const id of ids) await assign(world, id, teams[(round + id) % 2]!);
    }
  })();
  await Promise.all([reading, moving]);
  expect(await rollupErrors(world.store.db)).toEqual([]);
  for (const id of ids)
    expect(await teamsOf(world, id)).toEqual([{ teamId: teams[(2 + id) % 2], project: null }]);
});
