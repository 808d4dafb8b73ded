/** Which days of which accounts are to be read next. Pure: the same progress and moment give the same plan. */
import { addDays, closesAt, type Day, dayOf, daysIn, endOf, openFrom } from '@/lib/ledger/days';
import type { AccountProgress } from './charges-state';

export interface PlanOptions {
  /** How many days before today history begins. */
  backfillDays: number;
  /** How often today is read again. */
  todayEveryMs: number;
}

export const PLAN_DEFAULTS: PlanOptions = { backfillDays: 90, todayEveryMs: 180_000 };

export interface PlannedDay {
  account: AccountProgress;
  day: Day;
  /** Lower comes first. */
  urgency: number;
}

const HOUR_MS = 3_600_000;
const OPEN_EVERY_MS = HOUR_MS;
// Restatements of closed days are rare and matter: a read a second, once a day, costs a minute and a half.
const CLOSED_EVERY_MS = 24 * HOUR_MS;
/** Older days are taken to stand. Vast.ai says nowhere how far back it restates (docs: "one month", by experience). */
const REREAD_DAYS = 100;
const FAILED_EVERY_MS = 300_000;
const AT_MOST_EVERY_MS = 5_000;

const URGENCY = { today: 0, ended: 1, closed: 2, open: 3, backfill: 4, reread: 5 };

/**
 * All days that are due, most urgent first: today every few minutes; a day once more after it ended and once more
 * after it closed, because those readings are the ones that count; the open days hourly; what was never read,
 * newest first; and every closed day again once a day.
 */
export function planCharges(
  accounts: readonly AccountProgress[],
  now: Date,
  options: PlanOptions = PLAN_DEFAULTS,
): PlannedDay[] {
  return accounts
    .filter((account) => account.retryAt === null || account.retryAt <= now)
    .flatMap((account) => planAccount(account, now, options))
    .sort((a, b) => a.urgency - b.urgency || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

/** Where this account's history begins: as far back as asked for, and never later than it once began. */
export function firstDayOf({ firstDay }: AccountProgress, today: Day, backfillDays: number): Day {
  const wanted = addDays(today, -backfillDays);
  return firstDay !== null && firstDay < wanted ? firstDay : wanted;
}

function planAccount(account: AccountProgress, now: Date, options: PlanOptions): PlannedDay[] {
  // Nobody asked this account yet: the first reply brings its clock, and the plan follows from that.
  if (account.clockAt === null) return [{ account, day: dayOf(now), urgency: URGENCY.today }];
  const clock = account.clockAt;
  const today = dayOf(clock);
  const reads = new Map(account.days.map((read) => [read.day, read]));
  const planned: PlannedDay[] = [];
  for (const day of daysIn({
    from: firstDayOf(account, today, options.backfillDays),
    to: addDays(today, 1),
  })) {
    const read = reads.get(day);
    const urgency = urgencyOf(day, today, clock, read?.readBeganAt ?? null);
    const sinceMs = read ? ageMs(read, urgency, clock, now) : Number.POSITIVE_INFINITY;
    if (sinceMs >= intervalMs(urgency, day, today, read?.failed ?? false, options)) {
      planned.push({ account, day, urgency });
    }
  }
  return planned;
}

/**
 * How old a reading is. An open day's charges grow with the account's clock: where that was set forward or runs fast,
 * as a simulated one may, its readings age with it, though never so fast that nothing else is read. Everything else
 * ages by our clock.
 */
function ageMs(read: AccountProgress['days'][number], urgency: number, clock: Date, now: Date): number {
  const byOurs = now.getTime() - read.triedAt.getTime();
  const grows = urgency === URGENCY.today || urgency === URGENCY.open;
  if (!grows || read.failed || read.readBeganAt === null || byOurs < AT_MOST_EVERY_MS) return byOurs;
  return Math.max(byOurs, clock.getTime() - read.readBeganAt.getTime());
}

function urgencyOf(day: Day, today: Day, clock: Date, readBeganAt: Date | null): number {
  if (day === today) return URGENCY.today;
  if (readBeganAt === null) return day >= openFrom(today) ? URGENCY.ended : URGENCY.backfill;
  if (readBeganAt < endOf(day)) return URGENCY.ended;
  if (readBeganAt < closesAt(day) && clock >= closesAt(day)) return URGENCY.closed;
  return day >= openFrom(today) ? URGENCY.open : URGENCY.reread;
}

function intervalMs(urgency: number, day: Day, today: Day, failed: boolean, options: PlanOptions): number {
  if (failed) return FAILED_EVERY_MS;
  switch (urgency) {
    case URGENCY.today:
      return options.todayEveryMs;
    case URGENCY.open:
      return OPEN_EVERY_MS;
    case URGENCY.reread:
      return day >= addDays(today, -REREAD_DAYS) ? CLOSED_EVERY_MS : Number.POSITIVE_INFINITY;
    default:
      return 0;
  }
}
