// Made by `npm run docs` from the operations themselves.

/** Test webhook. Posts a test notification to a webhook’s address, signed like a real one, and says whether it arrived. It is tried once. */
export type Input = {
  /** The webhook’s number. For example 42. */
  id: number;
};

export type Output = {
  success: true;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "webhooks/{id}/test",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
