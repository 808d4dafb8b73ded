// Made by `npm run docs` from the operations themselves.

/** Rotate webhook secret. Makes a new signing secret for a webhook and shows it once. From then on Vast.ai signs with it alone, so the receiver must know it at once. */
export type Input = {
  /** The webhook’s number. For example 42. */
  id: number;
};

export type Output = {
  webhook: {
    id: number;
    user_id: number | null;
    name: string | null;
    webhook_url: string;
    event_types: string[];
    created_at: string | null;
    updated_at: string | null;
    webhook_secret?: string | null;
    [field: string]: unknown;
  };
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "webhooks/{id}/rotate-secret",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
