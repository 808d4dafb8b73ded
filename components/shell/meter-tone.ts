export type MeterTone = 'fine' | 'warn' | 'bad';

// Amber leaves three days to top up, a long weekend; red leaves six hours, a night's sleep at most.
const WARN_SECONDS = 3 * 86_400;
const BAD_SECONDS = 6 * 3_600;

/** How urgent what is left is. */
export function meterTone(secondsLeft: number | null | undefined): MeterTone {
  if (secondsLeft === null || secondsLeft === undefined) return 'fine';
  if (secondsLeft < BAD_SECONDS) return 'bad';
  return secondsLeft < WARN_SECONDS ? 'warn' : 'fine';
}
