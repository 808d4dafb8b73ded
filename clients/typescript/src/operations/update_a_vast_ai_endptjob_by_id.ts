// Made by `npm run docs` from the operations themselves.

/** Update endpoint. Changes how far an endpoint scales, its name or its state; what is left out stays. Raising loads or workers lets it cost more, at most max_workers times the hourly price of the dearest offer that its groups’ search allows. Stopped, its workers sleep and bill their disks only. */
export type Input = {
  /** The endpoint’s id. For example 12345. */
  id: number;
  /** The name under which requests ask for it. For example "vLLM-Qwen3-8B". */
  endpoint_name?: string;
  /** Load a second that awake workers can always do, asked or not; above 0 at least one runs day and night. For example 0. */
  min_load?: number;
  /** Load a second that all workers together can always do, with those that sleep. For example 0. */
  min_cold_load?: number;
  /** Share of the awake workers’ speed that load shall use, 0.01 to 1; less leaves more room. For example 0.9. */
  target_util?: number;
  /** How many times the awake workers’ speed all workers together shall have. For example 2.5. */
  cold_mult?: number;
  /** Workers that are kept though nobody asks, asleep; each bills its disk. For example 2. */
  cold_workers?: number;
  /** Workers that there are never more of: the ceiling of what it costs. For example 4. */
  max_workers?: number;
  /** Seconds that a request may wait for a busy worker. For example 30. */
  max_queue_time?: number;
  /** Seconds in which a queue shall be worked off. For example 10. */
  target_queue_time?: number;
  /** Seconds without a request after which the last worker may sleep; 0 at once, below 0 never. For example 600. */
  inactivity_timeout?: number;
  /** active scales by load; suspended leaves the workers as they are; stopped puts all of them to sleep. For example "active". */
  endpoint_state?: "active" | "suspended" | "stopped";
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "endptjobs/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
