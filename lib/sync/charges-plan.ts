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
  /** When it was last tried, on our clock; null for never. */
  triedAt: Date | null;
}

const HOUR_MS = 3_600_000;
const OPEN_EVERY_MS = HOUR_MS;
// Vast.ai says nowhere how far back it restates a day. Two months are asked hourly, which takes a sixtieth of what its
// limit allows; older days once a day; what is older than REREAD_DAYS is taken to stand.
const RECENT_DAYS = 62;
const RECENT_EVERY_MS = HOUR_MS;
const OLDER_EVERY_MS = 24 * HOUR_MS;
const REREAD_DAYS = 100;
const FAILED_EVERY_MS = 300_000;
const AT_MOST_EVERY_MS = 5_000;

const URGENCY = { today: 0, ended: 1, closed: 2, open: 3, backfill: 4, reread: 5 };

/**
 * All days that are due, most urgent first: today every few minutes; a day once more after it ended and once more
 * after it closed, because those readings are the ones that count; the open days hourly; what was never read,
 * newest first; and closed days again, hourly or daily, the one that waited longest first.
 */
export function planCharges(
  accounts: readonly AccountProgress[],
  now: Date,
  options: PlanOptions = PLAN_DEFAULTS,
): PlannedDay[] {
  return accounts
    .filter((account) => account.retryAt === null || account.retryAt <= now)
    .flatMap((account) => planAccount(account, now, options))
    .sort((a, b) => a.urgency - b.urgency || waited(a, b) || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

const waited = (a: PlannedDay, b: PlannedDay): number =>
  a.urgency === URGENCY.reread ? (a.triedAt?.getTime() ?? 0) - (b.triedAt?.getTime() ?? 0) : 0;

/** Where this account's history begins: as far back as asked for, and never later than it once began. */
export function firstDayOf({ firstDay }: AccountProgress, today: Day, backfillDays: number): Day {
  const wanted = addDays(today, -backfillDays);
  return firstDay !== null && firstDay < wanted ? firstDay : wanted;
}

function planAccount(account: AccountProgress, now: Date, options: PlanOptions): PlannedDay[] {
  // Nobody asked this account yet: the first reply brings its clock, and the plan follows from that.
  if (account.clockAt === null) return [{ account, day: dayOf(now), urgency: URGENCY.today, triedAt: null }];
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
    const sinceMs = read ? ageMs(read, clock, now) : Number.POSITIVE_INFINITY;
    if (sinceMs >= intervalMs(urgency, day, today, read?.failed ?? false, options)) {
      planned.push({ account, day, urgency, triedAt: read?.triedAt ?? null });
    }
  }
  return planned;
}

/**
 * How old a reading is, by our clock or the account's, whichever has run further: what Vast.ai says changes with its
 * clock, and a simulated one may be set forward or run fast. Never so fast that nothing else is read.
 */
function ageMs(read: AccountProgress['days'][number], clock: Date, now: Date): number {
  const byOurs = now.getTime() - read.triedAt.getTime();
  if (read.failed || read.readBeganAt === null || byOurs < AT_MOST_EVERY_MS) return byOurs;
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
      if (day >= addDays(today, -RECENT_DAYS)) return RECENT_EVERY_MS;
      return day >= addDays(today, -REREAD_DAYS) ? OLDER_EVERY_MS : Number.POSITIVE_INFINITY;
    default:
      return 0;
  }
}
