// Made by `npm run docs` from the operations themselves.

/** Unlist network volume offer. For hosts: takes the offer of a network disk of one’s own off the market. It is refused while volumes are rented from it. */
export type Input = {
  /** The number of one’s own network volume offer. For example 9003012. */
  id: number;
};

export type Output = {
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "network_volumes/unlist",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
