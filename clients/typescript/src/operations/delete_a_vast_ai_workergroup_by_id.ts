// Made by `npm run docs` from the operations themselves.

/** Delete worker group. Deletes a worker group and destroys its workers at once, with what is on their disks. The endpoint stays, without them. Workers that couldn’t be destroyed are named in failed_workers and go on billing. */
export type Input = {
  /** The worker group’s id. For example 4242. */
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
  "path": "workergroups/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
