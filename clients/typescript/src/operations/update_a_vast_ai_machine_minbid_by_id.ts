// Made by `npm run docs` from the operations themselves.

/** Set minimum bid. Sets the least that bidders must offer for a GPU of a hosted machine. Interruptible rents that bid less pause at once and keep their data; a default job below it doesn’t run. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
  /** US dollars per GPU and hour, from 0.001 to 32. For example "0.12". */
  price: string;
};

export type Output = {
  success: true;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/{machine_id}/minbid",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
