import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { addDays, closedThrough, openFrom } from '@/lib/ledger/days';
import { DIMENSIONS } from '@/lib/ledger/rollup';
import { exact, sum, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import {
  costLines,
  costSoFar,
  costSources,
  costsByDay,
  costsCsv,
  moneyMovements,
  parseCsvRequest,
  syncState,
} from '@/lib/queries/costs';
import { reallocateContract } from '@/lib/store/ledger-allocation';
import { contract, contractLabel, team, workspace } from '@/lib/store/schema';
import { syncChargeDay } from '@/lib/sync/charges';
import { syncDueMovements } from '@/lib/sync/invoices';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { emulatorToday, identityOf, ledgerSays, ports, syncAll } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 8 } as const;

const scopeOf = (world: TestWorld): Scope => ({
  workspaceId: world.workspaceId,
  personId: world.owner.personId,
  personName: 'Owner',
  email: 'owner@example.test',
  role: 'owner',
  sees: 'all',
});

async function synced() {
  const world = await testWorld(OPTIONS);
  await syncAll(world, 8);
  const today = emulatorToday(world);
  return {
    world,
    db: world.store.db,
    scope: scopeOf(world),
    today,
    range: { from: addDays(today, -8), to: addDays(today, 1) },
  };
}

const request = (query: string) => parseCsvRequest(new URLSearchParams(query));

const csv = (text: string) => {
  const [header, ...rows] = text.trimEnd().split('\r\n');
  return { header, rows: rows.map((row) => row.split(',')) };
};

it('I25, I30: for every grouping the groups, their days, their lines and the CSV are one number', async () => {
  const { world, db, scope, range } = await synced();
  const ledger = exact(
    sum(
      await Promise.all(
        (await costsByDay(db, scope, { ...range, group: 'team' })).days.map(async (day) =>
          usd(await ledgerSays(db, day)),
        ),
      ),
    ),
  );
  for (const group of DIMENSIONS) {
    const costs = await costsByDay(db, scope, { ...range, group });
    expect(costs.total).toBe(ledger);
    expect(exact(sum(costs.byDay.map(usd)))).toBe(ledger);
    expect(costs.complete).toBe(true);
    for (const series of costs.series) {
      expect(exact(sum(series.byDay.map(usd)))).toBe(series.total);
      const { total, count, lines } = await costLines(db, scope, {
        ...range,
        group,
        key: series.key,
        limit: 1_000,
        offset: 0,
      });
      expect(total).toBe(series.total);
      expect(lines).toHaveLength(count);
      expect(exact(sum(lines.map((line) => usd(line.amount))))).toBe(series.total);
      const contracts = await costSources(db, scope, {
        ...range,
        group,
        key: series.key,
        limit: 1_000,
        offset: 0,
      });
      expect(contracts.total).toBe(series.total);
      expect(contracts.sources).toHaveLength(contracts.count);
      expect(exact(sum(contracts.sources.map((one) => usd(one.amount))))).toBe(series.total);
    }
    const asked = request(`from=${range.from}&to=${range.to}&group=${group}`);
    if (!asked.ok) throw new Error(asked.problem.say);
    const { header, rows } = csv(await costsCsv(db, scope, asked.value));
    expect(header).toBe(`day,${group},cost_usd`);
    expect(exact(sum(rows.map((row) => usd(row.at(-1)!))))).toBe(ledger);
  }
  expect(Number(ledger)).toBeGreaterThan(0);
  expect(world.workspaceId).toBe(scope.workspaceId);
});

it('lines are paged without a gap or a repeat', async () => {
  const { db, scope, range } = await synced();
  const all = await costLines(db, scope, { ...range, group: 'team', limit: 1_000, offset: 0 });
  const paged = [];
  for (let offset = 0; offset < all.count; offset += 40) {
    paged.push(...(await costLines(db, scope, { ...range, group: 'team', limit: 40, offset })).lines);
  }
  expect(paged).toEqual(all.lines);
});

it('a half-open range takes its first day and not its last', async () => {
  const { db, scope, today } = await synced();
  const of = async (from: string, to: string) =>
    (await costsByDay(db, scope, { from, to, group: 'item' })).total;
  expect(await of(addDays(today, -2), addDays(today, -1))).toBe(await ledgerSays(db, addDays(today, -2)));
});

it('says how far costs are read: open days, closed days, and through which day without a gap', async () => {
  const { world, db, scope, today, range } = await synced();
  const costs = await costsByDay(db, scope, { ...range, group: 'team' });
  expect(costs).toMatchObject({
    openFrom: openFrom(today),
    closedThrough: closedThrough(today),
    syncedThrough: addDays(today, -1),
  });
  expect(await syncState(db, scope)).toMatchObject([
    {
      id: world.accountId,
      name: 'Test',
      state: 'ok',
      syncedThrough: addDays(today, -1),
      closedThrough: closedThrough(today),
      history: { read: 8, of: 8 },
      mismatches: 0,
      problem: null,
    },
  ]);
  const earlier = { from: addDays(today, -30), to: today, group: 'team' } as const;
  expect((await costsByDay(db, scope, earlier)).complete).toBe(false);
});

it('nothing is said to be known before it is: a new account has no day, and its costs are not complete', async () => {
  const world = await testWorld(OPTIONS);
  const today = emulatorToday(world);
  const [state] = await syncState(world.store.db, scopeOf(world));
  expect(state).toMatchObject({ syncedThrough: null, history: null, problem: null });
  const costs = await costsByDay(world.store.db, scopeOf(world), {
    from: today,
    to: addDays(today, 1),
    group: 'team',
  });
  expect(costs).toMatchObject({ total: '0', series: [], complete: false, syncedThrough: null });
});

it('a key that Vast.ai refuses is shown with its problem, and is tried again later, not at once', async () => {
  const world = await testWorld(OPTIONS);
  await world.faults([
    { match: { path: '/api/v0/charges' }, kind: 'status', status: 403, body: '{"success":false}' },
  ]);
  const synced = await syncChargeDay(
    ports(world),
    { workspaceId: world.workspaceId, accountId: world.accountId },
    emulatorToday(world),
  );
  expect(synced).toMatchObject({ kind: 'failed', of: 'account' });
  const [state] = await syncState(world.store.db, scopeOf(world));
  expect(state?.problem?.code).toBe('vast.key_forbidden');
  await syncAll(world, 8);
  const { rows } = await world.store.db.execute(sql`SELECT failures FROM cost_sync`);
  expect(rows).toEqual([{ failures: 1 }]);
});

it('a workspace sees its own costs only', async () => {
  const { db, scope, range } = await synced();
  const [other] = await db.insert(workspace).values({ name: 'Other', kind: 'real' }).returning();
  const stranger = { ...scope, workspaceId: String(other?.id) };
  expect((await costsByDay(db, stranger, { ...range, group: 'team' })).total).toBe('0');
  expect((await costLines(db, stranger, { ...range, group: 'team', limit: 9, offset: 0 })).lines).toEqual([]);
  expect(await syncState(db, stranger)).toEqual([]);
  expect(await moneyMovements(db, stranger, range)).toEqual([]);
});

it('what a contract cost so far is the sum of its lines; one never charged is unknown, not zero', async () => {
  const { world, db, scope, range, today } = await synced();
  const { lines } = await costLines(db, scope, { ...range, group: 'team', limit: 1_000, offset: 0 });
  const contractId = lines.find((line) => line.contractId !== null)?.contractId ?? 0;
  const spent = exact(
    sum(lines.filter((line) => line.contractId === contractId).map((line) => usd(line.amount))),
  );
  const known = { accountId: world.accountId, contractId };
  expect(await costSoFar(db, scope, [known, { ...known, contractId: 1 }])).toEqual([
    { ...known, amount: spent, throughDay: expect.stringMatching(/^2026-11-/) },
  ]);
  expect(await costSoFar(db, scope, [])).toEqual([]);
  expect(today > range.from).toBe(true);
});

it('the machine’s file is raw; the spreadsheet’s names groups, guards formulas, and has the same numbers', async () => {
  const { world, db, scope, today, range } = await synced();
  const { lines } = await costLines(db, scope, { ...range, group: 'team', limit: 1, offset: 0 });
  const contractId = Number(lines[0]?.contractId);
  const key = { workspaceId: world.workspaceId, accountId: world.accountId, contractId };
  const [made] = await db
    .insert(team)
    .values({ workspaceId: world.workspaceId, name: '=cmd|evil', position: 1 })
    .returning();
  await db
    .insert(contract)
    .values({ ...key, origin: 'outside', firstSeenAt: new Date(), teamId: made?.id ?? null })
    .onConflictDoNothing();
  await db
    .insert(contractLabel)
    .values({ ...key, fromAt: new Date('2026-11-01T00:00:00Z'), label: '+1,"quoted"' });
  await db.transaction((tx) => reallocateContract(tx, world.workspaceId, world.accountId, contractId));

  const file = async (group: string, more = '') => {
    const asked = request(`from=${range.from}&to=${addDays(today, 1)}&group=${group}${more}`);
    if (!asked.ok) throw new Error(asked.problem.say);
    return costsCsv(db, scope, asked.value);
  };
  expect(await file('team')).toContain(',=cmd|evil,');
  expect(await file('team', '&spreadsheet=1')).toContain(",'=cmd|evil,");
  expect(await file('label')).toContain(',"+1,""quoted""",');
  expect(await file('label', '&spreadsheet=1')).toContain(`,"'+1,""quoted""",`);
  expect(await file('team')).toMatch(/^\d{4}-\d\d-\d\d,,[\d.]+\r?$/m);
  expect(await file('team', '&spreadsheet=1')).toContain(',Unallocated,');
  const numbers = (text: string) =>
    text
      .trimEnd()
      .split('\r\n')
      .map((row) => row.slice(row.lastIndexOf(',')));
  expect(numbers(await file('item', '&spreadsheet=1'))).toEqual(numbers(await file('item')));
});

it('a CSV asked for wrongly is refused with a sentence about what would be right', () => {
  const refused = (query: string) => {
    const asked = request(query);
    return asked.ok ? 'taken' : asked.problem.say;
  };
  expect(refused('')).toContain('from');
  expect(refused('from=2026-11-31&to=2026-12-02&group=team')).toContain('from');
  expect(refused('from=2026-11-01&to=2026-11-01&group=team')).toContain('later');
  expect(refused('from=2026-11-01&to=2036-11-01&group=team')).toContain('days');
  expect(refused('from=2026-11-01&to=2026-11-02&group=colour')).toContain('team, project');
  expect(refused('from=2026-11-01&to=2026-11-02&group=gpu')).toBe('taken');
});

it('money movements: what was paid in is positive, read once more adds nothing', async () => {
  const world = await testWorld({ ...OPTIONS, history: 30 });
  await syncAll(world, 1);
  const move = async () => syncDueMovements(ports(world), await identityOf(world), () => true);
  await move();
  const range = { from: '2025-11-01', to: '2026-12-01' };
  const movements = await moneyMovements(world.store.db, scopeOf(world), range);
  expect(movements.length).toBeGreaterThan(0);
  const topUp = movements.find((movement) => movement.type === 'credit');
  expect(Number(topUp?.amount)).toBeGreaterThan(0);
  expect(movements.map((movement) => movement.startedAt)).toEqual(
    movements
      .map((movement) => movement.startedAt)
      .toSorted()
      .reverse(),
  );
  world.passTime(2 * 3_600_000);
  await move();
  expect(await moneyMovements(world.store.db, scopeOf(world), range)).toEqual(movements);
});
