// Moments in the workspace's zone, the way people say them. Days of cost are UTC days and come from elsewhere.

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}

const say = (atMs: number, zone: string, options: Intl.DateTimeFormatOptions) =>
  format(zone, options).format(atMs);

/** `16:52` */
export const clock = (atMs: number, zone: string): string =>
  say(atMs, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `2026-11-23` on that zone's calendar. */
const dateIn = (atMs: number, zone: string): string =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(atMs)
    .reduce((parts, { type, value }) => parts.replace(type, value), 'year-month-day');

const DAY_MS = 86_400_000;

/** As short as it stays clear: `18:40` today, `Thu 18:40` within six days, `3 Dec, 18:40` beyond. */
export function nearby(atMs: number, nowMs: number, zone: string): string {
  const time = clock(atMs, zone);
  if (dateIn(atMs, zone) === dateIn(nowMs, zone)) return time;
  if (Math.abs(atMs - nowMs) < 6 * DAY_MS) return `${say(atMs, zone, { weekday: 'short' })} ${time}`;
  return `${say(atMs, zone, { day: 'numeric', month: 'short' })}, ${time}`;
}

/** `Monday 23 November, 16:52` */
export const longDate = (atMs: number, zone: string): string =>
  `${say(atMs, zone, { weekday: 'long' })} ${say(atMs, zone, { day: 'numeric', month: 'long' })}, ${clock(atMs, zone)}`;

/** `Monday 23 November 2026` */
export const dayName = (atMs: number, zone: string): string =>
  `${say(atMs, zone, { weekday: 'long' })} ${say(atMs, zone, { day: 'numeric', month: 'long', year: 'numeric' })}`;

/** `23 Nov 2026, 16:52:09` */
export const toTheSecond = (atMs: number, zone: string): string =>
  `${say(atMs, zone, { day: 'numeric', month: 'short', year: 'numeric' })}, ${say(atMs, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}`;

/** `Stockholm`; a zone without a place is its own name. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
