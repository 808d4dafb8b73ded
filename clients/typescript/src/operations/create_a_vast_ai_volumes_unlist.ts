// Made by `npm run docs` from the operations themselves.

/** Unlist volume offer. For hosts: takes the volume offer of a machine of one’s own off the market. Vast.ai refuses it while volumes are rented from the offer. */
export type Input = {
  /** The number of one’s own volume offer. For example 18027944. */
  id: number;
};

export type Output = {
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "volumes/unlist",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
