/** A length of time as hosts write it: "2 weeks", or seconds. */
import type { Json } from '../json';
import { DAY, type Seconds } from '../world/clock';

const UNITS: Record<string, Seconds> = { day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY };

export function spanOf(written: Json): Seconds | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+?)?s?\s*$/i.exec(String(written));
  if (!found) return null;
  const unit = found[2] === undefined ? 1 : UNITS[found[2].toLowerCase()];
  const span = unit === undefined ? 0 : Math.floor(Number(found[1]) * unit);
  return span > 0 ? span : null;
}
