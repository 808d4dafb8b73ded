// Made by `npm run docs` from the operations themselves.

/** Delete webhook. Ends the posting of notifications to a webhook’s address. Its secret is gone; a new webhook gets another. */
export type Input = {
  /** The webhook’s number. For example 42. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "webhooks/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
