/** Whose turn it is to call. The memory behind it is handed in: PostgreSQL in production, a map in unit tests. */
export interface RateKey {
  origin: string;
  identity: string;
  method: string;
  /** The path's pattern, `/api/v0/instances/{id}/`: Vast.ai counts by endpoint, not by URL. */
  path: string;
}

export interface Limiter {
  /**
   * Books the next free moment and says how many milliseconds away it is; books nothing and says null when that is
   * further away than the caller can wait.
   */
  book(key: RateKey, documentedIntervalMs: number, atMostMs: number): Promise<number | null>;
  /** Vast.ai said 429: `thresholdMs` when it named one. The next booking waits at least that long. */
  slowDown(key: RateKey, thresholdMs: number | null): Promise<void>;
}
