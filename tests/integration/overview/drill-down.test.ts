import { expect, it } from 'vitest';
import { addDays } from '@/lib/ledger/days';
import { DIMENSIONS } from '@/lib/ledger/rollup';
import { exact, sum, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import {
  type CostQuery,
  costLines,
  costSources,
  costsByDay,
  costsCsv,
  parseCsvRequest,
} from '@/lib/queries/costs';
import { emulatorToday, syncAll } from '@/tests/integration/ledger/books';
import { type TestWorld, testWorld } from '@/tests/support/world';

const scopeOf = ({ owner }: TestWorld): Scope => ({
  workspaceId: owner.workspaceId,
  personId: owner.personId,
  personName: owner.name,
  email: 'owner@example.test',
  role: 'owner',
  sees: 'all',
});

/** Page by page, as the drawer reads. */
async function everything<T>(page: (offset: number) => Promise<{ rows: T[]; count: number }>): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { rows, count } = await page(all.length);
    all.push(...rows);
    if (all.length >= count || rows.length === 0) return all;
  }
}

const total = (parts: readonly { amount: string }[]): string =>
  exact(sum(parts.map(({ amount }) => usd(amount))));

it('a group is exactly its contracts, and each contract exactly its lines, by every dimension', async () => {
  const world = await testWorld({ speed: 0, epoch: '2026-11-24T10:00:00Z', history: 6 });
  await syncAll(world, 6);
  const { db } = world.store;
  const scope = scopeOf(world);
  const today = emulatorToday(world);
  for (const group of DIMENSIONS) {
    const range: CostQuery = { from: addDays(today, -5), to: addDays(today, 1), group };
    const costs = await costsByDay(db, scope, range);
    expect(costs.series.length).toBeGreaterThan(0);
    for (const { key, total: whole } of costs.series) {
      const sources = await everything(async (offset) => {
        const page = await costSources(db, scope, { ...range, key, limit: 7, offset });
        expect(page.total).toBe(whole);
        return { rows: page.sources, count: page.count };
      });
      expect(`${group} ${key} ${total(sources)}`).toBe(`${group} ${key} ${whole}`);
      const [dearest] = sources;
      if (!dearest) throw new Error('a group without a contract');
      const lines = await everything(async (offset) => {
        const page = await costLines(db, scope, { ...range, key, source: dearest, limit: 11, offset });
        return { rows: page.lines, count: page.count };
      });
      expect(total(lines)).toBe(dearest.amount);
    }
  }
}, 120_000);

it('the export under an account filter is the screen’s, to the last digit', async () => {
  const world = await testWorld({ speed: 0, epoch: '2026-11-24T10:00:00Z', history: 4 });
  await syncAll(world, 4);
  const { db } = world.store;
  const today = emulatorToday(world);
  const days = { from: addDays(today, -4), to: addDays(today, 1) };
  const csvTotal = async (account: string) => {
    const params = new URLSearchParams({ ...days, group: 'team', spreadsheet: '1', account });
    const asked = parseCsvRequest(params);
    if (!asked.ok) throw new Error(asked.problem.say);
    const csv = await costsCsv(db, scopeOf(world), asked.value);
    return exact(
      sum(
        csv
          .trim()
          .split('\r\n')
          .slice(1)
          .map((row) => usd(row.split(',').at(-1) ?? '')),
      ),
    );
  };
  const screen = await costsByDay(db, scopeOf(world), {
    ...days,
    group: 'team',
    accountIds: [world.accountId],
  });
  expect(Number(screen.total)).toBeGreaterThan(0);
  expect(await csvTotal(world.accountId)).toBe(screen.total);
  // An id that isn't this workspace's brings nothing of anybody's.
  expect(await csvTotal('00000000-0000-4000-8000-000000000000')).toBe('0');
});

it('an account that is no id is refused, not passed on to the database', () => {
  const params = new URLSearchParams({
    from: '2026-11-01',
    to: '2026-11-02',
    group: 'team',
    account: "x' OR 1=1",
  });
  expect(parseCsvRequest(params)).toMatchObject({ ok: false, problem: { facts: { field: 'account' } } });
});
