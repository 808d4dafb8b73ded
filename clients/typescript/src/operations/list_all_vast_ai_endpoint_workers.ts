// Made by `npm run docs` from the operations themselves.

/** List endpoint workers. The workers of an endpoint, each an instance of the account: in which state it is (loading, idle, stopped), how fast it was measured to be, and what it does now. */
export type Input = {
  /** The endpoint’s id. For example 12345. */
  id: number;
};

export type Output = {
  workers: ({
    id: number;
    status: string | null;
    url: string | null;
    gpu_name: string | null;
    measured_perf: number | null;
    cur_load: number | null;
    reqs_working: number | null;
    disk_usage: number | null;
    reliability: number | null;
    created_at: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "get_endpoint_workers",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
