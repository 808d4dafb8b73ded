// Made by `npm run docs` from the operations themselves.

/** Prepay instance. Moves credit into a deposit of an on-demand instance, which makes it a reserved one: its GPUs cost less, the more months the deposit covers (about 20 % for one month, 30 % for three, 40 % at most). Charges draw from the deposit first. When the instance is destroyed early, the remainder comes back less the discount received and 5 %. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** US dollars of credit to deposit, as decimal text. For example "250.00". */
  amount: string;
};

export type Output = {
  timescale: number;
  discount_rate: number;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "instances/{id}/prepay",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
