// Made by `npm run docs` from the operations themselves.

/** Show deployment. One deployment: its image and version of the code, and whether its endpoint is active, with how many workers. */
export type Input = {
  /** The deployment’s id. For example 644. */
  id: number;
};

export type Output = {
  deployment: {
    id: number;
    name: string | null;
    tag: string | null;
    image: string | null;
    endpoint_id: number | null;
    endpoint_state: string | null;
    worker_count: number | null;
    s3_key: string | null;
    file_hash: string | null;
    search_params: string | null;
    current_version_id: number | null;
    last_healthy_version_id: number | null;
    storage: number | null;
    ttl: number | null;
    last_client_heartbeat: string | null;
    created_at: string | null;
    updated_at: string | null;
    [field: string]: unknown;
  };
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "deployment/{id}",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
