// Made by `npm run docs` from the operations themselves.

/** Start deployment. Makes the deployment’s endpoint active again: Vast.ai rents and wakes workers for it as its settings say. It can cost at most the endpoint’s max_workers times the hourly price of the dearest offer that its search allows. */
export type Input = {
  /** The deployment’s id. For example 644. */
  id: number;
};

export type Output = {
  endpoint_state: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "deployment/{id}/start",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
