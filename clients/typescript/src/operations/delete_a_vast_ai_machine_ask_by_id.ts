// Made by `npm run docs` from the operations themselves.

/** Unlist machine. Takes a hosted machine off the market: all of its offers end, those for volumes too. Rents that run keep their prices and their end; the machine must stay up for them. A default job on it pauses. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
};

export type Output = {
  success: true;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "machines/{machine_id}/asks",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
