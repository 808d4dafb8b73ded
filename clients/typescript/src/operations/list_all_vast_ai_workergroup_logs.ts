// Made by `npm run docs` from the operations themselves.

/** Show worker group logs. The same as an endpoint’s logs, of one worker group only. */
export type Input = {
  /** The worker group’s id. For example 12345. */
  id: number;
  /** Lines from the end. Without it: 1000. For example 1000. */
  tail?: number;
};

export type Output = {
  logs: string | null;
  info0: string | null;
  info1: string | null;
  trace: string | null;
  debug: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "get_workergroup_logs",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
