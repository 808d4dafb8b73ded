/** Which windows of money movement are to be read next. Pure. */
import { addDays, dayOf, startOf } from '@/lib/ledger/days';
import type { AccountRef } from './charges-read';

export interface MovementProgress extends AccountRef {
  identityId: string;
  /** The account's own clock at its latest reply; null before the first. */
  clockAt: Date | null;
  /** Everything before this moment has been read; null before the first window. */
  readThrough: Date | null;
  /** The end of the last complete pass, on this server's clock. */
  readAt: Date | null;
  retryAt: Date | null;
}

/** [from, to) */
export interface Window {
  from: Date;
  to: Date;
}

const HISTORY_DAYS = 400;
const WINDOW_DAYS = 7;
const PASS_EVERY_MS = 3_600_000;
// A bank transfer or a crypto payment may stay unpaid for weeks before it is settled.
const REREAD_DAYS = 35;

/**
 * The windows of the pass that is due, oldest first; none when it isn't time. The first pass goes back 400 days and
 * takes up where it was broken off; the later ones read the last weeks again.
 */
export function planMovements(one: MovementProgress, now: Date): Window[] {
  if (one.clockAt === null || (one.retryAt !== null && one.retryAt > now)) return [];
  if (one.readAt !== null && now.getTime() - one.readAt.getTime() < PASS_EVERY_MS) return [];
  const tomorrow = addDays(dayOf(one.clockAt), 1);
  const oldest = addDays(tomorrow, -HISTORY_DAYS);
  const readThrough = one.readThrough === null ? oldest : dayOf(one.readThrough);
  const first = one.readAt === null ? readThrough : addDays(readThrough, -REREAD_DAYS);
  const windows: Window[] = [];
  for (let from = first; from < tomorrow; from = addDays(from, WINDOW_DAYS)) {
    const end = Math.min(startOf(addDays(from, WINDOW_DAYS)).getTime(), startOf(tomorrow).getTime());
    windows.push({ from: startOf(from), to: new Date(end) });
  }
  return windows;
}
