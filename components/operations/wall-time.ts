/** A moment as the clock on the wall of a zone shows it, as calendars in forms write it: `2026-11-23T16:52`. */
export const wallTime = (epochS: number, zone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
  }).format(epochS * 1000);
  return parts.replace(' ', 'T');
};

const asUtc = (wall: string): number => Date.parse(`${wall}Z`) / 1000;

/** The epoch second at which that clock shows it; null for what is no moment. */
export function epochIn(wall: string, zone: string): number | null {
  const first = asUtc(wall);
  if (Number.isNaN(first)) return null;
  // The zone's distance from UTC differs with the moment, which it is itself needed to find: the second try is right.
  const once = first - (asUtc(wallTime(first, zone)) - first);
  return once - (asUtc(wallTime(once, zone)) - first);
}
