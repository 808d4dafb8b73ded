/** Keeping the lines of a log that is read again and again from its end. Pure. */

export interface KnownLog {
  lines: string[];
  /** The number of the first line; known only for a log that was read from its beginning. */
  firstNumber: number | null;
}

/** Lines kept in a browser; older ones are in the download. */
export const LINES_KEPT = 20_000;

/**
 * The next reading put behind the last: what both hold is one. A reading that doesn't continue the last (the
 * container was made anew, or wrote more than a reading holds) starts over.
 */
export function joined(
  before: KnownLog | undefined,
  lines: readonly string[],
  cut: boolean,
): KnownLog & { fresh: number } {
  const fromStart = cut ? null : 1;
  if (!before || before.lines.length === 0) return { lines: [...lines], firstNumber: fromStart, fresh: 0 };
  const overlap = overlapOf(before.lines, lines);
  if (overlap === 0) return { lines: [...lines], firstNumber: fromStart, fresh: lines.length };
  const fresh = lines.slice(overlap);
  const all = [...before.lines, ...fresh];
  const dropped = Math.max(0, all.length - LINES_KEPT);
  return {
    lines: all.slice(dropped),
    firstNumber: before.firstNumber === null ? fromStart : before.firstNumber + dropped,
    fresh: fresh.length,
  };
}

/** How many of the first new lines are the last old ones; the longest stretch that fits. */
function overlapOf(before: readonly string[], now: readonly string[]): number {
  const last = before.at(-1);
  for (let length = Math.min(before.length, now.length); length > 0; length--) {
    if (now[length - 1] !== last) continue;
    const start = before.length - length;
    if (now.slice(0, length).every((line, index) => line === before[start + index])) return length;
  }
  return 0;
}

/** Lines that hold the text, or fit the pattern; null when the pattern can't be understood. */
export function matching(lines: readonly string[], text: string, asPattern: boolean): number[] | null {
  if (text === '') return [];
  const fits = asPattern
    ? patternOf(text)
    : (line: string) => line.toLowerCase().includes(text.toLowerCase());
  return fits && lines.flatMap((line, index) => (fits(line) ? [index] : []));
}

function patternOf(text: string): ((line: string) => boolean) | null {
  try {
    const pattern = new RegExp(text, 'i');
    return (line) => pattern.test(line);
  } catch {
    return null;
  }
}
