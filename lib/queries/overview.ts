/** What the first screen says: money now and this month, what needs somebody, what runs, what happened. */
import { and, asc, eq, gte } from 'drizzle-orm';
import { addDays, type Day, dayOf } from '@/lib/ledger/days';
import { exact, per, sum, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, burnSample } from '@/lib/store/schema';
import { type Happening, recentActivity } from './activity';
import { waitingPlans } from './agent-plans';
import { type Costs, costsByDay } from './costs';
import { type CostSyncState, syncState } from './costs-sync';
import { everyInstance, type InstanceRow } from './instances';
import { type Act, instancesPulse } from './instances-pulse';
import { accountFigures, type Meter, meter } from './meter';
import { type NeedsYou, needsYou } from './needs-you';

export interface Overview {
  meter: Meter;
  /** Burn of the last day, or since it is sampled; null until there is enough for a line. */
  burnLine: BurnLine | null;
  idle: number;
  today: { day: Day; amount: string; weekday: UsualDay | null };
  month: MonthSoFar;
  books: CostSyncState[];
  needs: NeedsYou;
  /** The dearest of them. */
  instances: InstanceRow[];
  /** What is under way with those. */
  acts: Act[];
  happened: Happening[];
}

export interface BurnLine {
  fromMs: number;
  /** Evenly spaced, oldest first; null where nothing was sampled. Pixels, not money. */
  points: (number | null)[];
}

/** What this weekday comes to, from whole days only. */
export interface UsualDay {
  amount: string;
  days: number;
}

export interface MonthSoFar {
  /** Every UTC day of the month, by team; days to come are zero. */
  costs: Costs;
  amount: string;
  /** The ended days of this month against the same days of the last; null while one of them isn't fully read. */
  against: { month: Day; change: string; before: string; days: number } | null;
}

const DAY_MS = 86_400_000;
/** Sampled once a minute: fewer points than minutes, so that no gap is only between two samples. */
const BURN_POINTS = 40;
const BURN_LEAST_MS = 3_600_000;
const ROWS = 6;
const HAPPENED = 6;
const WEEKS = 4;
/** Fewer than three Mondays are not what is usual. */
const USUAL_MIN = 3;

export async function overview(db: Tx, scope: Scope, now: Date): Promise<Overview> {
  const figures = await meter(db, scope, now);
  const theirs = new Date(figures.now);
  const [waiting, instances, pulse, accounts, burnLine, books, money, happened] = await Promise.all([
    waitingPlans(db, scope, now),
    everyInstance(db, scope, theirs),
    instancesPulse(db, scope, now),
    accountFacts(db, scope),
    burnOfLastDay(db, scope, now),
    syncState(db, scope),
    moneySoFar(db, scope, dayOf(theirs)),
    recentActivity(db, scope, { limit: HAPPENED }),
  ]);
  const there = instances.filter((row) => row.word !== 'gone');
  const approvals = waiting.map(({ id, tokenName: agent, wants, weight, expiresAt }) => ({
    ...{ id, agent, wants, hourUsd: weight.hourUsd, toEndUsd: weight.toEndUsd },
    // They expire on this server's clock, and the screen counts by the accounts'.
    expiresMs: Date.parse(expiresAt) - now.getTime() + theirs.getTime(),
  }));
  const dearest = there.toSorted(dearestFirst).slice(0, ROWS);
  return {
    meter: figures,
    burnLine,
    idle: there.filter((row) => row.word === 'idle').length,
    ...money,
    books,
    needs: needsYou({ instances: there, accounts, acts: pulse.acts, approvals }, theirs),
    instances: dearest,
    acts: pulse.acts.filter((act) => dearest.some((row) => isOf(row, act))),
    happened,
  };
}

const isOf = (row: InstanceRow, act: Act): boolean =>
  row.accountId === act.accountId && row.contractId === act.contractId;

const dearestFirst = (a: InstanceRow, b: InstanceRow) =>
  usd(b.hourUsd ?? '0').comparedTo(usd(a.hourUsd ?? '0')) || a.contractId - b.contractId;

async function accountFacts(db: Tx, scope: Scope) {
  const [figures, states] = await Promise.all([
    accountFigures(db, scope),
    db
      .select({ id: account.id, origin: account.origin, since: account.stateSince })
      .from(account)
      .where(eq(account.workspaceId, scope.workspaceId)),
  ]);
  const byId = new Map(states.map((row) => [row.id, row]));
  return figures.map((figure) => {
    const known = byId.get(figure.accountId);
    return {
      ...figure,
      stateSinceMs: known?.since.getTime() ?? 0,
      topUpUrl: known && isVast(known.origin) ? 'https://cloud.vast.ai/billing/' : null,
    };
  });
}

/** A simulated Vast.ai takes no money. */
const isVast = (origin: string): boolean => new URL(origin).hostname.endsWith('.vast.ai');

async function burnOfLastDay(db: Tx, scope: Scope, now: Date): Promise<BurnLine | null> {
  // It is sampled for the whole workspace.
  if (scope.sees !== 'all') return null;
  const samples = await db
    .select({ at: burnSample.at, hourUsd: burnSample.hourUsd })
    .from(burnSample)
    .where(
      and(
        eq(burnSample.workspaceId, scope.workspaceId),
        gte(burnSample.at, new Date(now.getTime() - DAY_MS)),
      ),
    )
    .orderBy(asc(burnSample.at));
  const fromMs = samples[0]?.at.getTime() ?? now.getTime();
  if (now.getTime() - fromMs < BURN_LEAST_MS) return null;
  const stepMs = (now.getTime() - fromMs) / BURN_POINTS;
  const steps = Array.from({ length: BURN_POINTS }, (): number[] => []);
  for (const { at, hourUsd } of samples) {
    steps[Math.min(BURN_POINTS - 1, Math.floor((at.getTime() - fromMs) / stepMs))]?.push(hourUsd.toNumber());
  }
  return {
    fromMs,
    points: steps.map((step) => (step.length === 0 ? null : step.reduce((a, b) => a + b, 0) / step.length)),
  };
}

/** Today, this month and what is usual, all from one reading of the ledger. */
async function moneySoFar(db: Tx, scope: Scope, today: Day): Promise<Pick<Overview, 'today' | 'month'>> {
  const monthStart = `${today.slice(0, 7)}-01`;
  const monthEnd = `${addDays(monthStart, 31).slice(0, 7)}-01`;
  const lastMonth = `${addDays(monthStart, -1).slice(0, 7)}-01`;
  const weeksAgo = addDays(today, -7 * WEEKS);
  const costs = await costsByDay(db, scope, {
    from: lastMonth < weeksAgo ? lastMonth : weeksAgo,
    to: monthEnd,
    group: 'team',
  });
  const amountOf = new Map(costs.days.map((day, at) => [day, usd(costs.byDay[at] ?? '0')]));
  const between = (from: Day, to: Day) =>
    sum([...amountOf].filter(([day]) => day >= from && day < to).map(([, amount]) => amount));
  const read = (day: Day) => costs.complete || (costs.syncedThrough !== null && day <= costs.syncedThrough);

  const weekdays = Array.from({ length: WEEKS }, (_, week) => addDays(today, -7 * (week + 1))).filter(
    (day) => amountOf.get(day)?.isPositive() && !amountOf.get(day)?.isZero(),
  );
  const ended = Number(today.slice(8)) - 1;
  // The 29th to 31st have no counterpart in a shorter month.
  const sameDays = addDays(lastMonth, ended) <= monthStart ? addDays(lastMonth, ended) : null;
  const before = sameDays && between(lastMonth, sameDays);
  const comparable = before && !before.isZero() && costs.complete && read(addDays(today, -1));
  return {
    today: {
      day: today,
      amount: exact(amountOf.get(today) ?? usd('0')),
      weekday:
        weekdays.length < USUAL_MIN || !costs.complete
          ? null
          : {
              amount: exact(per(sum(weekdays.map((day) => amountOf.get(day) ?? usd('0'))), weekdays.length)),
              days: weekdays.length,
            },
    },
    month: {
      costs: slice(costs, monthStart),
      amount: exact(between(monthStart, monthEnd)),
      against: comparable
        ? {
            month: lastMonth,
            change: exact(between(monthStart, today).minus(before)),
            before: exact(before),
            days: ended,
          }
        : null,
    },
  };
}

/** The same figures from a later day on; series that have nothing there are left out. */
function slice(costs: Costs, from: Day): Costs {
  const at = costs.days.indexOf(from);
  const later = <T>(all: T[]) => all.slice(Math.max(0, at));
  const series = costs.series
    .map((one) => {
      const byDay = later(one.byDay);
      return { ...one, byDay, total: exact(sum(byDay.map(usd))) };
    })
    .filter((one) => !usd(one.total).isZero())
    .toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || usd(b.total).comparedTo(usd(a.total)));
  const byDay = later(costs.byDay);
  return { ...costs, days: later(costs.days), series, byDay, total: exact(sum(byDay.map(usd))) };
}
