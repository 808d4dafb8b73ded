/** Visits to the list of ten thousand: when its first rows are there, and what an update costs the page. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import type { Stage } from '../../stage';
import type { Measured } from '../benches';
import { longestTasks } from './tasks';

const VISITS = 5;
const ROWS_AFTER_BYTE_MS = 250;
const ROWS_AFTER_NAVIGATION_MS = 1_200;
const FRAME_MS = 16;
/** From here on browsers themselves speak of a long task: a person may feel it. */
const LONG_TASK_MS = 50;
/** Complete looks at ten thousand are some 20 s apart here. */
const WATCHED_MS = 60_000;

declare global {
  interface Window {
    seen: Seen;
  }
}

/** What `watch.js` keeps in the page; times are since navigation began. */
interface Seen {
  firstRowMs: number | null;
  firstByteMs: number | null;
}

const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => window.seen);

async function visit<T>(stage: Stage, then: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await stage.window({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ path: join(import.meta.dirname, 'watch.js') });
  const page = await context.newPage();
  await page.goto('/instances');
  await page.waitForFunction(() => window.seen.firstRowMs !== null && window.seen.firstByteMs !== null);
  const result = await then(page, context);
  await context.close();
  return result;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function firstRows(stage: Stage): Promise<Measured[]> {
  const visits: { firstRowMs: number; firstByteMs: number }[] = [];
  for (let n = 0; n < VISITS; n++) {
    const { firstRowMs, firstByteMs } = await visit(stage, seenBy);
    visits.push({ firstRowMs: firstRowMs ?? Number.NaN, firstByteMs: firstByteMs ?? Number.NaN });
  }
  return [
    atMost(
      '10,000 instances: first rows after the first byte of the stream, ms (below 0: before it)',
      median(visits.map((v) => v.firstRowMs - v.firstByteMs)),
      ROWS_AFTER_BYTE_MS,
    ),
    atMost(
      '10,000 instances: first rows after navigation, ms',
      median(visits.map((v) => v.firstRowMs)),
      ROWS_AFTER_NAVIGATION_MS,
    ),
  ];
}

export const updateFrames = (stage: Stage): Promise<Measured[]> =>
  visit(stage, async (page) => {
    // The rest of the list has come.
    await page.waitForLoadState('networkidle');
    const tasks = await longestTasks(page, 'update', () => sleep(WATCHED_MS));
    if (tasks.length === 0) throw new Error('nothing changed while it was watched');
    const sorted = tasks.toSorted((a, b) => a - b);
    return [
      atMost(
        `10,000 instances: the longest task of an update, ms (median of ${tasks.length})`,
        median(tasks),
        FRAME_MS,
      ),
      atMost(
        '10,000 instances: the longest task of 95 % of updates, ms',
        sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
        LONG_TASK_MS,
      ),
    ];
  });

const atMost = (name: string, value: number, limit: number): Measured => ({
  name,
  value: Math.round(value * 10) / 10,
  limit,
  direction: 'max',
});
