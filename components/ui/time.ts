// Times as people read them. Pure: the moment is given, zones are said.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

/** How long: `2 s`, `6 m`, `12 h 15 m`, `3 d 01 h`; two units at most. Negative counts as nothing. */
export function span(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return `${Math.floor(left / 1000)} s`;
  if (left < HOUR) return `${Math.floor(left / MINUTE)} m`;
  if (left < DAY) return `${Math.floor(left / HOUR)} h ${two(Math.floor((left % HOUR) / MINUTE))} m`;
  return `${Math.floor(left / DAY)} d ${two(Math.floor((left % DAY) / HOUR))} h`;
}

/** One unit is enough beside other words: `38 min ago`, `in 22 h`, `now`. */
export function fromNow(atMs: number, nowMs: number): string {
  const away = Math.abs(atMs - nowMs);
  const [n, unit] =
    away < MINUTE
      ? [Math.floor(away / 1000), 's']
      : away < HOUR
        ? [Math.floor(away / MINUTE), 'min']
        : away < 2 * DAY
          ? [Math.floor(away / HOUR), 'h']
          : [Math.floor(away / DAY), 'd'];
  if (away < 1000) return 'now';
  return atMs > nowMs ? `in ${n} ${unit}` : `${n} ${unit} ago`;
}

/** `2026-11-23` as `Nov 23`. */
export function dayLabel(day: string): string {
  const [, month = '1', date = '1'] = day.split('-');
  return `${MONTHS[Number(month) - 1]} ${Number(date)}`;
}

/** `23 Nov 2026, 16:52 UTC`. */
export function utc(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`;
}

/** The same moment on this machine's clock, for beside the UTC one: `17:52 here`. */
export function here(atMs: number): string {
  const at = new Date(atMs);
  return `${two(at.getHours())}:${two(at.getMinutes())} here`;
}
