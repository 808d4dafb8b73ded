/** Whose turn it is to call. The memory behind it is handed in: PostgreSQL in production, a map in unit tests. */
export interface RateKey {
  origin: string;
  identity: string;
  method: string;
  /** The path's pattern, `/api/v0/instances/{id}/`: Vast.ai counts by endpoint, not by URL. */
  path: string;
}

export interface Limiter {
  /** Books the next free moment and says how many milliseconds away it is. */
  book(key: RateKey, documentedIntervalMs: number): Promise<number>;
  /** Vast.ai said 429: `thresholdMs` when it named one. The next booking waits at least that long. */
  slowDown(key: RateKey, thresholdMs: number | null): Promise<void>;
}
