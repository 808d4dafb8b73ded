// Made by `npm run docs` from the operations themselves.

/** Clean up machine. Deletes the contracts on a hosted machine whose end date has passed, with the renters’ data that is still on its disk. They paid for their storage until now; after this that ends. Contracts that still run are never touched. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
};

export type Output = {
  success: true;
  num_deleted: number | null;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/{machine_id}/cleanup",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
