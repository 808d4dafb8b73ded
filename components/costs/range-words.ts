import { dayLabel } from '@/components/ui/time';

const DAY_MS = 86_400_000;

export interface Days {
  /** UTC days, half-open. */
  from: string;
  to: string;
}

export const addDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const countDays = ({ from, to }: Days): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** `Nov 1–24`, `Oct 28 – Nov 24`, `Nov 24`; a year only where it isn't this one. */
export function rangeWords(range: Days, today: string): string {
  const first = range.from;
  const last = addDay(range.to, -1);
  const year = (day: string) => (day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`);
  if (first === last) return dayLabel(first) + year(first);
  if (first.slice(0, 7) === last.slice(0, 7)) {
    return `${dayLabel(first)}–${Number(last.slice(8))}${year(last)}`;
  }
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${dayLabel(first)}${sameYear ? '' : year(first)} – ${dayLabel(last)}${year(last)}`;
}
