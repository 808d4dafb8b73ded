// Made by `npm run docs` from the operations themselves.

/** List webhooks. The account’s notification webhooks at Vast.ai, with their addresses and what they listen for; never their secrets. */
export type Input = Record<string, never>;

export type Output = {
  webhooks: ({
    id: number;
    user_id: number | null;
    name: string | null;
    webhook_url: string;
    event_types: string[];
    created_at: string | null;
    updated_at: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "webhooks",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
