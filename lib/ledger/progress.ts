import { addDays, type Day, type DayRange, daysIn, endOf } from './days';

export interface DayRead {
  day: Day;
  /** On the account's clock; null when no reading has been completed. */
  readBeganAt: Date | null;
}

/** A day is fully read when the reading began after it had ended. */
export const fullyRead = ({ day, readBeganAt }: DayRead): boolean =>
  readBeganAt !== null && readBeganAt >= endOf(day);

/** The last ended day up to which every day since `firstDay` is fully read; null while the first one is not. */
export function syncedThrough(firstDay: Day | null, reads: readonly DayRead[]): Day | null {
  if (firstDay === null) return null;
  const full = new Set(reads.filter(fullyRead).map((read) => read.day));
  let through: Day | null = null;
  for (let day = firstDay; full.has(day); day = addDays(day, 1)) through = day;
  return through;
}

/** Whether no figure of the range is missing: its ended days fully read, and today read at least once. */
export function covers(range: DayRange, today: Day | null, reads: readonly DayRead[]): boolean {
  if (today === null) return false;
  const byDay = new Map(reads.map((read) => [read.day, read]));
  return daysIn({ from: range.from, to: range.to <= today ? range.to : addDays(today, 1) }).every((day) => {
    const read = byDay.get(day);
    return read !== undefined && (day === today ? read.readBeganAt !== null : fullyRead(read));
  });
}
