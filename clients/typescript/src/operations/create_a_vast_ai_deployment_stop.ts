// Made by `npm run docs` from the operations themselves.

/** Stop deployment. Puts all workers of the deployment’s endpoint to sleep; requests under way are lost. Nothing is deleted: the workers’ disks are kept and go on billing, and it can be started again. */
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
  "path": "deployment/{id}/stop",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
