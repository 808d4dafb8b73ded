// Made by `npm run docs` from the operations themselves.

/** Show deposit. What is left of an instance’s deposit and would come back if it were destroyed now, in US dollars, and what its discount has been worth so far. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = {
  /** US dollars, with every digit. */
  refundable_deposit: string | null;
  /** US dollars, with every digit. */
  total_discount: string | null;
  discount_months: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "instances/{id}/balance",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
