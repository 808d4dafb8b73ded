/**
 * Ninety days of a small company: four teams, their runs and services, weekdays and weekends, a wallet that somebody
 * tops up. Everything is drawn by hashing (day, recipe, n), so that one more recipe leaves the others as they were.
 */
import type { Account } from '../world/accounts';
import { DAY, HOUR, type Seconds, weekdayOf } from '../world/clock';
import type { Work } from '../world/contracts';
import { topUp } from '../world/credit';
import type { World } from '../world/world';
import { type Job, oneOf, pastContract, roll, span } from './found';

interface Recipe {
  /** The label; a run number changes every so many days, as people number their runs. */
  readonly name: (day: number) => string | null;
  readonly models: readonly (readonly [model: string, gpus: number])[];
  readonly work: Work;
  readonly image: string;
  readonly diskGb: number;
  /** How many a day, on working days and at weekends. */
  readonly perDay: readonly [weekday: number, weekend: number];
  readonly hours: readonly [number, number];
  /** UTC hours between which people start it. */
  readonly starts: readonly [number, number];
  readonly bidPercent?: number;
}

/** Run numbers count from the first day of history; the last ones are those that still live. */
const numbered = (stem: string, last: number, everyDays: number, ago: number, width = 1) =>
  `${stem}-${String(Math.max(1, last - Math.floor(ago / everyDays))).padStart(width, '0')}`;

const RECIPES = (today: number): Recipe[] => [
  {
    name: (day) => numbered('llama-ft', 12, 7, today - day),
    models: [
      ['H100 SXM', 4],
      ['H100 SXM', 2],
      ['H100 SXM', 4],
    ],
    work: 'train',
    image: 'vastai/pytorch:2.9.0-cuda-12.8',
    diskGb: 400,
    perDay: [0.82, 0.3],
    hours: [9, 26],
    starts: [8, 18],
  },
  {
    name: () => 'embed-crawl',
    models: [['RTX 4090', 4]],
    work: 'crawl',
    image: 'ghcr.io/northwind/embed:1.14',
    diskGb: 120,
    perDay: [0.75, 0.35],
    hours: [14, 34],
    starts: [7, 15],
  },
  {
    name: () => 'notebook-en',
    models: [
      ['RTX 3060', 1],
      ['RTX 4060 Ti', 1],
    ],
    work: 'notebook',
    image: 'vastai/pytorch:2.9.0-cuda-12.8',
    diskGb: 40,
    perDay: [0.8, 0.1],
    hours: [5, 11],
    starts: [7, 10],
  },
  {
    name: (day) => numbered('eval', 76, 1.2, today - day),
    models: [
      ['RTX 4090', 1],
      ['RTX 4090', 2],
      ['RTX 5090', 1],
    ],
    work: 'train',
    image: 'ghcr.io/northwind/eval:3.2',
    diskGb: 60,
    perDay: [3.1, 0.8],
    hours: [1, 4],
    starts: [8, 21],
    bidPercent: 74,
  },
  {
    name: (day) => numbered('vision-ft', 3, 30, today - day, 2),
    models: [
      ['A100 SXM4', 4],
      ['RTX 5090', 2],
      ['A100 SXM4', 2],
    ],
    work: 'train',
    image: 'ghcr.io/northwind/vision-train:0.9',
    diskGb: 220,
    perDay: [0.95, 0.4],
    hours: [8, 22],
    starts: [7, 17],
  },
  {
    name: (day) => (today - day < 8 ? 'vision-ft-04' : null),
    models: [['A100 SXM4', 4]],
    work: 'train',
    image: 'ghcr.io/northwind/vision-train:0.9',
    diskGb: 220,
    perDay: [0.9, 0.5],
    hours: [10, 18],
    starts: [7, 14],
  },
  {
    name: (day) => numbered('sdxl-batch', 7, 13, today - day),
    models: [
      ['RTX 3090', 4],
      ['RTX 4090', 4],
      ['RTX 3090', 8],
    ],
    work: 'render',
    image: 'vastai/comfy:v0.3.68',
    diskGb: 100,
    perDay: [1.9, 1.6],
    hours: [5, 12],
    starts: [17, 23],
    bidPercent: 72,
  },
  {
    name: () => 'ci-smoke',
    models: [
      ['RTX 4060 Ti', 1],
      ['RTX 3060', 1],
    ],
    work: 'serve',
    image: 'ghcr.io/northwind/api:ci',
    diskGb: 16,
    perDay: [4.5, 0.6],
    hours: [0.2, 0.8],
    starts: [7, 19],
  },
  {
    name: () => null,
    models: [
      ['RTX 3090', 1],
      ['RTX 4090', 1],
      ['RTX A6000', 1],
    ],
    work: 'notebook',
    image: 'vastai/base-image:cuda-12.8.1-auto',
    diskGb: 32,
    perDay: [1.2, 0.7],
    hours: [2, 9],
    starts: [9, 22],
  },
];

/** Long-lived services, started anew every so many days. */
const SERVICES = [
  {
    label: 'api-canary',
    model: 'L40S',
    gpus: 1,
    work: 'serve',
    image: 'ghcr.io/northwind/api:2.8',
    diskGb: 80,
    everyDays: 12,
  },
  {
    label: 'search-index',
    model: 'RTX 4090',
    gpus: 1,
    work: 'serve',
    image: 'ghcr.io/northwind/search:5.1',
    diskGb: 160,
    everyDays: 19,
  },
] as const;

/** Lives the days before `today`; the last of them reaches into it. Live contracts are the world's own affair. */
export function livePast(world: World, account: Account, days: number): void {
  const today = Math.floor(world.epoch / DAY);
  const latest = world.epoch - HOUR;
  for (const [index, recipe] of RECIPES(today).entries()) {
    for (let day = today - days; day < today; day += 1) {
      for (const job of jobsOn(world, recipe, index, day, today)) {
        if (job.end !== null && job.end < latest) pastContract(world, account, job);
      }
    }
  }
  for (const service of SERVICES) {
    for (let day = today - days; day < today - 3; day += service.everyDays) {
      const end = Math.min(day + service.everyDays, today - 3) * DAY + 9 * HOUR;
      pastContract(world, account, { ...service, begin: day * DAY + 9 * HOUR + 300, end });
    }
  }
}

function* jobsOn(world: World, recipe: Recipe, index: number, day: number, today: number): Iterable<Job> {
  const label = recipe.name(day);
  if (label === null && recipe.models.length === 1) return;
  const weekday = weekdayOf(day);
  const usual = recipe.perDay[weekday === 0 || weekday === 6 ? 1 : 0];
  // The company grows: three months ago it did three quarters of today's work.
  const wanted = usual * (1 - Math.min(0.25, (today - day) / 360));
  const count = Math.floor(wanted) + (roll(world, index, day, 'more') < wanted % 1 ? 1 : 0);
  for (let n = 0; n < count; n += 1) {
    const [from, to] = recipe.starts;
    const begin: Seconds =
      day * DAY + from * HOUR + Math.floor(roll(world, index, day, n, 'at') * (to - from) * HOUR);
    const end = begin + span(world, recipe.hours[0] * 60, recipe.hours[1] * 60, index, day, n);
    const [model, gpus] = oneOf(world, recipe.models, index, day, n);
    yield {
      ...recipe,
      label,
      model,
      gpus,
      begin,
      end,
      pauses: pausesOf(world, recipe, begin, end, `${index} ${day} ${n}`),
    };
  }
}

/** Bids lose their GPUs now and then; some notebooks are stopped over lunch. */
function pausesOf(world: World, recipe: Recipe, begin: Seconds, end: Seconds, key: string): Job['pauses'] {
  const paused =
    roll(world, key, 'paused') < (recipe.bidPercent ? 0.35 : recipe.work === 'notebook' ? 0.4 : 0.03);
  if (!paused) return [];
  const from = begin + Math.floor((end - begin) * (0.25 + roll(world, key, 'when') * 0.4));
  return [{ from, to: from + span(world, 25, 140, key, 'pause') }];
}

/** Top-ups of the past, one working-day morning after the other, by the account's own habit. */
export function payPast(world: World, account: Account, days: number, opening: bigint): void {
  const today = Math.floor(world.epoch / DAY);
  topUp(world, account, (today - days) * DAY + HOUR, opening);
  const { habit } = account;
  if (!habit) return;
  for (let day = today - days + 1; day < today; day += 1) {
    const at = day * DAY + 8 * HOUR + span(world, 5, 110, 'morning', day);
    const weekday = weekdayOf(day);
    if (weekday === 0 || weekday === 6) continue;
    if (account.wallet.credit(at) < habit.below) topUp(world, account, at, habit.amount);
  }
}
