/** Whole seconds since 1970: the world's only unit of time. */
export type Seconds = number;

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** Days since 1970. A day is [00:00Z, 24:00Z). */
export const dayOf = (at: Seconds): number => Math.floor(at / DAY);
/** 0 = Sunday; 1970 began on a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export interface Clock {
  now(): Seconds;
  advance(seconds: Seconds): void;
}

/**
 * `now = from + elapsed real time x speed + advanced`. `realMs` is handed in, so a test may stop it; speed 0 stops
 * the world between advances. Real time that runs backwards (a corrected machine clock) holds the world still.
 */
export function worldClock(from: Seconds, speed: number, realMs: () => number): Clock {
  const begun = realMs();
  let advanced = 0;
  let latest = from;
  return {
    now() {
      const moved = Math.floor(((realMs() - begun) / 1000) * speed);
      latest = Math.max(latest, from + moved + advanced);
      return latest;
    },
    advance(seconds) {
      advanced += seconds;
    },
  };
}
