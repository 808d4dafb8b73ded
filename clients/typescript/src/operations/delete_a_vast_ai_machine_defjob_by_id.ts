// Made by `npm run docs` from the operations themselves.

/** Remove default job. Ends the background job of a hosted machine and deletes its containers with what is on their disks. Clients’ rents are not touched. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "machines/{machine_id}/defjob",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
