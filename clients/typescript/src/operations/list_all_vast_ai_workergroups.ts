// Made by `npm run docs` from the operations themselves.

/** List worker groups. The account’s worker groups: each says which machines an endpoint’s workers may be rented from and what they run. Its own loads are shown and not used; the endpoint’s count. */
export type Input = Record<string, never>;

export type Output = {
  results: ({
    id: number;
    endpoint_id: number | null;
    endpoint_name: string | null;
    template_hash: string | null;
    template_id: number | null;
    search_params: string | null;
    search_query?: unknown;
    gpu_ram: number | null;
    test_workers: number | null;
    min_load: number | null;
    target_util: number | null;
    cold_mult: number | null;
    created_at: string | null;
    user_id: number | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "workergroups",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
