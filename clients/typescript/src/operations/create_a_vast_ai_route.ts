// Made by `npm run docs` from the operations themselves.

/** Route request. Asks the router for a worker of an endpoint to send one request to. Answers the worker’s address (url) with a signature that the worker checks, or a status that says what the endpoint’s workers are busy with; then ask again with the same request_idx. The cost counts as load: it may make the endpoint wake or rent workers, which bill, up to its max_workers. */
export type Input = {
  /** The endpoint’s name. For example "vLLM-Qwen3-8B". */
  endpoint: string;
  /** How much work the request is thought to be, in the endpoint’s own units (tokens). For example 242. */
  cost: number;
  /** That of an earlier answer which said to wait. For example 1. */
  request_idx?: number;
};

export type Output = {
  endpoint: string | null;
  url: string | null;
  signature?: string | null;
  reqnum: number | null;
  cost: number | null;
  status: string | null;
  request_idx: number | null;
  __request_id: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "route",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
