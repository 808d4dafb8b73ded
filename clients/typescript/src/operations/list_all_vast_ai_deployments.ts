// Made by `npm run docs` from the operations themselves.

/** List deployments. The account’s deployments: code that was uploaded with Vast.ai’s Python package and that runs on a serverless endpoint of its own. */
export type Input = Record<string, never>;

export type Output = {
  deployments: ({
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
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "deployments",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
