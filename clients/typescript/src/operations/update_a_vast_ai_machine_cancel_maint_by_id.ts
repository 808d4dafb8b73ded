// Made by `npm run docs` from the operations themselves.

/** Cancel maintenance. Cancels every maintenance window of a hosted machine that is under way or still to come. What is over stays as it was. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
};

export type Output = {
  success: true;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/{machine_id}/cancel_maint",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
