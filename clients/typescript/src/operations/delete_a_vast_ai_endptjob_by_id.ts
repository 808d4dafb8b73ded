// Made by `npm run docs` from the operations themselves.

/** Delete endpoint. Deletes an endpoint with its worker groups and destroys every worker at once, with what is on their disks. Requests under way are lost. Workers that couldn’t be destroyed are named in failed_workers and go on billing. */
export type Input = {
  /** The endpoint’s id. For example 12345. */
  id: number;
};

export type Output = {
  deleted_workers: number[] | null;
  failed_workers: number[] | null;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "endptjobs/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
