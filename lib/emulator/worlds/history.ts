/**
 * Ninety days of a small company: four teams, their runs and services, weekdays and weekends, a wallet that somebody
 * tops up. Everything is drawn by hashing (day, recipe, n), so that one more recipe leaves the others as they were.
 */
import type { Account } from '../world/accounts';
import { DAY, dayOf, HOUR, type Seconds, weekdayOf } from '../world/clock';
import { topsUpOn, topUp } from '../world/credit';
import type { Ticks } from '../world/ticks';
import type { World } from '../world/world';
import { type Job, minutes, on, oneOf, pastContract, roll } from './jobs';
import { RECIPES, type Recipe, SERVICES } from './recipes';

/** Lives the days before the world's present. What still runs then is the world's own affair. */
export function livePast(world: World, account: Account, days: number): void {
  const today = dayOf(world.epoch);
  const jobs = [...runs(world, days, today), ...services(days, today)];
  for (const job of jobs.sort((a, b) => a.begin - b.begin)) pastContract(world, account, job);
}

function* runs(world: World, days: number, today: number): Iterable<Job> {
  // Yesterday's work is over by the morning, as that of every other day was: the live instances follow it.
  const latest = Math.min(world.epoch - HOUR, today * DAY + 5 * HOUR);
  for (const [index, recipe] of RECIPES.entries()) {
    for (let day = today - Math.min(days, recipe.lastDays ?? days); day < today; day += 1) {
      for (const job of jobsOn(world, recipe, index, day, today)) if (job.end < latest) yield job;
    }
  }
}

function* services(days: number, today: number): Iterable<Job> {
  for (const service of SERVICES) {
    for (let day = today - days; day < today - 3; day += service.everyDays) {
      const end = Math.min(day + service.everyDays, today - 3) * DAY + 9 * HOUR;
      yield { ...service, ...on(service.on), begin: day * DAY + 9 * HOUR + 300, end };
    }
  }
}

const isWeekend = (day: number) => weekdayOf(day) === 0 || weekdayOf(day) === 6;

function labelOn({ label, numbered }: Recipe, ago: number): string | null {
  if (!numbered) return label;
  const run = Math.max(1, numbered.last - Math.floor(ago / numbered.everyDays));
  return `${label}-${String(run).padStart(numbered.digits ?? 1, '0')}`;
}

function* jobsOn(
  world: World,
  recipe: Recipe,
  index: number,
  day: number,
  today: number,
): Iterable<Job & { end: Seconds }> {
  // The company grows: three months ago it did three quarters of today's work.
  const wanted = recipe.perDay[isWeekend(day) ? 1 : 0] * (1 - Math.min(0.25, (today - day) / 360));
  const count = Math.floor(wanted) + (roll(world, index, day, 'more') < wanted % 1 ? 1 : 0);
  const [from, to] = recipe.starts;
  for (let n = 0; n < count; n += 1) {
    const begin: Seconds = day * DAY + minutes(world, from * 60, to * 60, index, day, n, 'at');
    const end = begin + minutes(world, recipe.hours[0] * 60, recipe.hours[1] * 60, index, day, n);
    const pauses = pausesOf(world, recipe, begin, end, `${index} ${day} ${n}`);
    const where = on(oneOf(world, recipe.on, index, day, n));
    yield { ...recipe, ...where, label: labelOn(recipe, today - day), begin, end, pauses };
  }
}

/** Bids lose their GPUs now and then; some notebooks are stopped over lunch. */
function pausesOf(world: World, recipe: Recipe, begin: Seconds, end: Seconds, key: string): Job['pauses'] {
  const often = recipe.bidPercent ? 0.35 : recipe.work === 'notebook' ? 0.4 : 0.03;
  if (roll(world, key, 'paused') >= often) return [];
  const from = begin + Math.floor((end - begin) * (0.25 + roll(world, key, 'when') * 0.4));
  return [{ from, to: from + minutes(world, 25, 140, key, 'pause') }];
}

/** What lives at the present began a week ago at most: the opening payment lies before it, however short the past. */
const OPENED_DAYS_AGO_AT_LEAST = 8;

/** Top-ups of the past, one working-day morning after the other, by the account's own habit. */
export function payPast(world: World, account: Account, days: number, opening: Ticks): void {
  const today = dayOf(world.epoch);
  const opened = today - Math.max(days, OPENED_DAYS_AGO_AT_LEAST);
  topUp(world, account, opened * DAY + HOUR, opening);
  for (let day = opened + 1; day < today; day += 1) topsUpOn(world, account, day);
}
