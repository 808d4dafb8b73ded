// Made by `npm run docs` from the operations themselves.

/** List worker group workers. The same as an endpoint’s workers, of one worker group only. */
export type Input = {
  /** The worker group’s id. For example 12345. */
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
  "path": "get_workergroup_workers",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
