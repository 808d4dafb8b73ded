/** All that the Costs screen shows for a range, a grouping and a choice of accounts, from the one query of costs. */
import { addDays, type Day, type DayRange, dayOf, daysIn, isDay } from '@/lib/ledger/days';
import type { Dimension } from '@/lib/ledger/rollup';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { accountNow } from './account-clock';
import { type Costs, costsByDay } from './costs-days';
import { type MoneyMovement, moneyMovements } from './costs-movements';
import { type CostSyncState, syncState } from './costs-sync';

export interface CostsView {
  today: Day;
  range: DayRange;
  group: Dimension;
  accountIds: string[];
  costs: Costs;
  /** As many days just before the range; null while one of them isn't fully read. */
  before: {
    total: string;
    byKey: Record<string, string>;
    names: Record<string, string>;
    days: number;
  } | null;
  /** The last 30 days to the range's end by group, for lines: pixels, not money. */
  lately: Record<string, number[]>;
  /** What the range's money went for. */
  items: { key: string; name: string; total: string }[];
  /** The current month to date; null when that is the range. */
  month: { from: Day; total: string } | null;
  books: CostSyncState[];
  movements: MoneyMovement[];
  presets: { id: string; label: string; range: DayRange }[];
}

export interface CostsAsked {
  from: string | null;
  to: string | null;
  group: Dimension;
  accountIds: readonly string[];
}

const LATELY_DAYS = 30;
/** Three years and a day, as the export: more is a mistake in the address. */
const DAYS_MAX = 1_096;

export async function costsView(db: Tx, scope: Scope, asked: CostsAsked, now: Date): Promise<CostsView> {
  const today = dayOf(await accountNow(db, scope, now));
  const books = await syncState(db, scope);
  // Another workspace's account is not found here; an address that names one shows everything, as if it named none.
  const known = new Set(books.map(({ id }) => id));
  const accountIds = asked.accountIds.filter((id) => known.has(id));
  const only = accountIds.length > 0 ? { accountIds } : {};
  const presets = presetsOf(today);
  const range = rangeOf(asked) ?? { from: monthStart(today), to: addDays(today, 1) };
  const days = daysIn(range).length;
  const before = { from: addDays(range.from, -days), to: range.from };
  const lately = { from: addDays(range.to, -LATELY_DAYS), to: range.to };
  const thisMonth = { from: monthStart(today), to: addDays(today, 1) };
  const isMonth = range.from === thisMonth.from && range.to === thisMonth.to;

  const [costs, previous, recent, items, month, movements] = await Promise.all([
    costsByDay(db, scope, { ...range, group: asked.group, ...only }),
    costsByDay(db, scope, { ...before, group: asked.group, ...only }),
    costsByDay(db, scope, { ...lately, group: asked.group, ...only }),
    costsByDay(db, scope, { ...range, group: 'item', ...only }),
    isMonth ? null : costsByDay(db, scope, { ...thisMonth, group: 'account', ...only }),
    moneyMovements(db, scope, { ...range, ...only }),
  ]);
  return {
    today,
    range,
    group: asked.group,
    accountIds,
    costs,
    before: previous.complete
      ? {
          total: previous.total,
          byKey: Object.fromEntries(previous.series.map(({ key, total }) => [key, total])),
          names: Object.fromEntries(previous.series.map(({ key, name }) => [key, name])),
          days,
        }
      : null,
    lately: Object.fromEntries(recent.series.map(({ key, byDay }) => [key, byDay.map(Number)])),
    items: items.series.map(({ key, name, total }) => ({ key, name, total })),
    month: month && { from: thisMonth.from, total: month.total },
    books,
    movements,
    presets,
  };
}

const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;

function rangeOf({ from, to }: CostsAsked): DayRange | null {
  if (from === null || to === null || !isDay(from) || !isDay(to) || to <= from) return null;
  return addDays(from, DAYS_MAX) < to ? { from: addDays(to, -DAYS_MAX), to } : { from, to };
}

function presetsOf(today: Day): CostsView['presets'] {
  const to = addDays(today, 1);
  const last = (days: number): DayRange => ({ from: addDays(to, -days), to });
  const thisMonth = monthStart(today);
  const lastMonth = monthStart(addDays(thisMonth, -1));
  return [
    { id: 'today', label: 'Today', range: last(1) },
    { id: '7', label: 'Last 7 days', range: last(7) },
    { id: '30', label: 'Last 30 days', range: last(30) },
    { id: '90', label: 'Last 90 days', range: last(90) },
    { id: 'month', label: 'This month', range: { from: thisMonth, to } },
    { id: 'before', label: 'Last month', range: { from: lastMonth, to: thisMonth } },
  ];
}
