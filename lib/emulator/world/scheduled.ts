/** Calls that an account has made for it at set times: every hour, every day, or once a week. */
import type { Fields } from '../json';
import { DAY, HOUR, type Seconds, weekdayOf } from './clock';

export interface ScheduledJob {
  readonly id: number;
  readonly account: number;
  /** The key that set it up acts for it. */
  readonly key: number;
  readonly instance: number | null;
  readonly endpoint: string;
  readonly method: string;
  readonly body: Fields;
  readonly from: Seconds;
  readonly to: Seconds;
  /** 0 = Sunday; only of weekly ones. */
  readonly day: number | null;
  /** UTC; not of hourly ones. */
  readonly hour: number | null;
  readonly frequency: 'HOURLY' | 'DAILY' | 'WEEKLY';
}

/** The first time after `at` that it is due; null when it never is again. */
export function nextOf(job: ScheduledJob, at: Seconds): Seconds | null {
  const after = Math.max(at + 1, job.from);
  const hours = job.frequency === 'HOURLY' ? null : (job.hour ?? 0) * HOUR;
  let moment =
    hours === null ? Math.ceil(after / HOUR) * HOUR : Math.ceil((after - hours) / DAY) * DAY + hours;
  if (job.frequency === 'WEEKLY') {
    const wanted = job.day ?? 0;
    moment += ((wanted - weekdayOf(Math.floor(moment / DAY)) + 7) % 7) * DAY;
  }
  return moment <= job.to ? moment : null;
}
