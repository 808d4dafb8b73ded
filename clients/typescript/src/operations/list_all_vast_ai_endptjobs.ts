// Made by `npm run docs` from the operations themselves.

/** List endpoints. The account’s serverless endpoints: one address each for requests, behind which Vast.ai keeps as many workers (rented instances) as the load needs. Shows how far each may scale and whether it is active. */
export type Input = Record<string, never>;

export type Output = {
  results: ({
    id: number;
    endpoint_name: string | null;
    endpoint_state: string | null;
    min_load: number | null;
    min_cold_load: number | null;
    target_util: number | null;
    cold_mult: number | null;
    cold_workers: number | null;
    max_workers: number | null;
    max_queue_time: number | null;
    target_queue_time: number | null;
    inactivity_timeout: number | null;
    created_at: string | null;
    user_id: number | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "endptjobs",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
