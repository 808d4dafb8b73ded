import { expect, it, onTestFinished } from 'vitest';
import { usd } from '@/lib/money';
import { costsByDay } from '@/lib/queries/costs';
import { costsView } from '@/lib/queries/costs-view';
import { overview } from '@/lib/queries/overview';
import { burnSample, chargeDay, costRollup, costSync } from '@/lib/store/schema';
import { addWorkspace, type Fleet, minutesAgo, NOW, openFleet } from '@/tests/support/fleet';

const DAY_MS = 86_400_000;
const TODAY = '2026-11-24'; // a Tuesday
const day = (back: number) =>
  new Date(Date.parse(`${TODAY}T00:00:00Z`) - back * DAY_MS).toISOString().slice(0, 10);

async function fleet(): Promise<Fleet> {
  const opened = await openFleet();
  onTestFinished(() => opened.store.close());
  return opened;
}

/** Ninety days fully read, each costing what `cost` says under two teams. */
async function addHistory(
  { store: { db }, scope, accountId }: Fleet,
  cost: (back: number) => string,
  days = 90,
) {
  const key = { workspaceId: scope.workspaceId, accountId };
  await db
    .insert(costSync)
    .values({ ...key, what: 'charges', clockAt: NOW, firstDay: day(days) })
    .onConflictDoNothing();
  const all = Array.from({ length: days + 1 }, (_, back) => back);
  await db.insert(chargeDay).values(
    all.map((back) => ({
      ...key,
      day: day(back),
      readBeganAt: back === 0 ? NOW : new Date(Date.parse(`${day(back)}T00:00:00Z`) + DAY_MS + 1),
      triedAt: NOW,
    })),
  );
  await db.insert(costRollup).values(
    all.flatMap((back) =>
      (['team', 'account', 'item'] as const).map((dimension) => ({
        ...key,
        dimension,
        day: day(back),
        key: dimension === 'item' ? 'gpu' : dimension === 'account' ? accountId : '',
        amount: usd(cost(back)),
      })),
    ),
  );
}

const read = ({ store, scope }: Fleet) => overview(store.db, scope, NOW);

it('the overview’s month is the Costs screen’s month, to the last digit', async () => {
  const one = await fleet();
  await addHistory(one, (back) => `0.0${back}7`);
  const { month, today } = await read(one);
  const costs = await costsByDay(one.store.db, one.scope, {
    from: '2026-11-01',
    to: '2026-11-25',
    group: 'team',
  });
  expect(month.amount).toBe(costs.total);
  expect(month.costs.total).toBe(costs.total);
  expect(month.costs.days).toHaveLength(30);
  expect(today.amount).toBe('0.007');
});

it('a usual Tuesday is the average of the last four, from whole days', async () => {
  const one = await fleet();
  const tuesdays: Record<number, string> = { 7: '10', 14: '20', 21: '30', 28: '41' };
  await addHistory(one, (back) => tuesdays[back] ?? '1');
  expect((await read(one)).today.weekday).toEqual({ amount: '25.25', days: 4 });
});

it('says nothing about what is usual while history is missing', async () => {
  const one = await fleet();
  await addHistory(one, () => '1', 12);
  const { today, month } = await read(one);
  expect(today.weekday).toBeNull();
  expect(month.against).toBeNull();
  expect(month.amount).toBe('13');
});

it('compares the ended days of the month with the same days before, today left out', async () => {
  const one = await fleet();
  await addHistory(one, (back) => (day(back) === TODAY ? '500' : day(back) >= '2026-11-01' ? '3' : '2'));
  expect((await read(one)).month.against).toEqual({
    month: '2026-10-01',
    change: '23',
    before: '46',
    days: 23,
  });
});

it('another workspace’s costs are in none of it', async () => {
  const one = await fleet();
  const other: Fleet = { store: one.store, ...(await addWorkspace(one.store)) };
  await addHistory(one, () => '1');
  await addHistory(other, () => '1000');
  expect((await read(one)).month.amount).toBe('24');
  const view = await costsView(
    one.store.db,
    one.scope,
    { from: null, to: null, group: 'account', accountIds: [other.accountId] },
    NOW,
  );
  // Its id in the address is as good as none.
  expect(view.accountIds).toEqual([]);
  expect(view.costs.total).toBe('24');
});

it('a range is compared with as many days just before it', async () => {
  const one = await fleet();
  await addHistory(one, (back) => (back < 10 ? '3' : '2'));
  const view = await costsView(
    one.store.db,
    one.scope,
    { from: day(9), to: day(-1), group: 'team', accountIds: [] },
    NOW,
  );
  expect(view.costs.total).toBe('30');
  expect(view.before).toMatchObject({ total: '20', days: 10 });
  expect(view.month?.total).toBe('58');
});

it('a range that makes no sense is this month', async () => {
  const one = await fleet();
  await addHistory(one, () => '1');
  const asked = (from: string, to: string) =>
    costsView(one.store.db, one.scope, { from, to, group: 'team', accountIds: [] }, NOW);
  for (const [from, to] of [
    ['2026-11-24', '2026-11-01'],
    ['2026-02-30', '2026-03-01'],
    ['x', 'y'],
  ] as const) {
    expect((await asked(from, to)).range).toEqual({ from: '2026-11-01', to: '2026-11-25' });
  }
});

it('the line of the burn begins where sampling began, and where nothing was sampled there is a gap', async () => {
  const one = await fleet();
  const sample = (minutes: number, hourUsd: string) =>
    one.store.db.insert(burnSample).values({
      workspaceId: one.scope.workspaceId,
      at: minutesAgo(minutes),
      hourUsd: usd(hourUsd),
      gpus: 1,
    });
  await sample(30, '2');
  expect((await read(one)).burnLine).toBeNull();
  await sample(400, '4');
  await sample(1441, '99'); // more than a day ago
  const theirs = await addWorkspace(one.store);
  await one.store.db
    .insert(burnSample)
    .values({ workspaceId: theirs.scope.workspaceId, at: minutesAgo(200), hourUsd: usd('77'), gpus: 8 });
  const line = (await read(one)).burnLine;
  expect(line?.fromMs).toBe(minutesAgo(400).getTime());
  expect(line?.points[0]).toBe(4);
  expect(line?.points.at(-3)).toBe(2);
  expect(line?.points.filter((point) => point !== null)).toHaveLength(2);
});
