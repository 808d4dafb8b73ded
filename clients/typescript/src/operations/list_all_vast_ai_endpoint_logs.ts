// Made by `npm run docs` from the operations themselves.

/** Show endpoint logs. What the autoscaler did for an endpoint and why: workers rented, ready, asleep, given up, and what it found too dear or missing on the market. */
export type Input = {
  /** The endpoint’s name. For example "vLLM-Qwen3-8B". */
  endpoint: string;
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
  "path": "get_endpoint_logs",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
