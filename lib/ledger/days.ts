/**
 * UTC days, the grain of every cost. A day is [00:00Z, 24:00Z); ranges are half-open. Whose clock says what
 * "today" is, the caller decides: for an account it is the `Date` of its replies.
 */

/** `2026-11-24` */
export type Day = string;

/** UTC days [from, to). */
export interface DayRange {
  from: Day;
  to: Day;
}

const DAY_MS = 86_400_000;

/** Days before today that Vast.ai may still change; with today they are the open window. */
const OPEN_DAYS_BEFORE = 2;

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  dayOf(startOf(text)) === text;

export const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);

export const startOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** The first moment after the day. */
export const endOf = (day: Day): Date => new Date(startOf(day).getTime() + DAY_MS);

export const addDays = (day: Day, days: number): Day =>
  dayOf(new Date(startOf(day).getTime() + days * DAY_MS));

export const daysIn = ({ from, to }: DayRange): Day[] => {
  const days: Day[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The day as Vast.ai's filter wants it: whole epoch seconds, both included. */
export const epochSecondsOf = (day: Day): { from: number; to: number } => ({
  from: startOf(day).getTime() / 1000,
  to: endOf(day).getTime() / 1000 - 1,
});

/** The first day that may still change. */
export const openFrom = (today: Day): Day => addDays(today, -OPEN_DAYS_BEFORE);

/** The last day outside the open window. */
export const closedThrough = (today: Day): Day => addDays(openFrom(today), -1);

/** The moment from which the day counts as closed. */
export const closesAt = (day: Day): Date => startOf(addDays(day, OPEN_DAYS_BEFORE + 1));
