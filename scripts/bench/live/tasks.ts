/** What the page's main thread did, from Chromium's own trace. */
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { name?: string };
}

const CATEGORIES = [
  'toplevel',
  'disabled-by-default-devtools.timeline',
  'devtools.timeline',
  'blink.user_timing',
  '__metadata',
];

/** How far from a mark its consequences are looked for: React draws with the next frames. */
const AFTER_US = 400_000;

/** The longest task on the page's main thread from each `mark` to the next, in ms, while `during` goes on. */
export async function longestTasks(page: Page, mark: string, during: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('a page without a browser can’t be traced');
  await browser.startTracing(page, { categories: CATEGORIES });
  await during();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const events = trace.traceEvents;

  const marks = events.filter((event) => event.name === mark).toSorted((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (!first) return [];
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === first.pid && tid === first.tid,
  );
  return marks.map(({ ts }, index) => {
    const until = Math.min(ts + AFTER_US, marks[index + 1]?.ts ?? Number.POSITIVE_INFINITY);
    const its = tasks.filter((task) => task.ts + (task.dur ?? 0) > ts && task.ts < until);
    return Math.max(0, ...its.map(({ dur = 0 }) => dur)) / 1000;
  });
}
