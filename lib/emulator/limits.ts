/**
 * The minimum interval between calls of one identity to one operation, in real time. `scaled` asks for a hundredth of
 * the documented interval, because Vast.ai's own CLI gives up after half a second of 429s.
 */
export type LimitMode = 'strict' | 'scaled' | 'off';

const SCALE: Record<LimitMode, number> = { strict: 1, scaled: 0.01, off: 0 };

export class Limits {
  readonly #last = new Map<string, number>();

  constructor(readonly mode: LimitMode) {}

  /** null when the call may go on; else the interval in seconds that it broke. */
  refuse(identity: string, operation: string, intervalS: number, nowMs: number): number | null {
    const interval = intervalS * SCALE[this.mode];
    if (interval === 0) return null;
    const key = `${identity} ${operation}`;
    const last = this.#last.get(key);
    if (last !== undefined && nowMs - last < interval * 1000) return interval;
    this.#last.set(key, nowMs);
    return null;
  }
}

/** Plain text, as the real server sends it most often. */
export const tooFrequent = (intervalS: number): string =>
  `API requests too frequent: endpoint threshold=${Number(intervalS.toFixed(4))}`;
