// Made by `npm run docs` from the operations themselves.

/** Change bid. Sets the bid of an interruptible instance, in US dollars per hour for the whole machine: the new price holds at once. The highest bid runs; below somebody else’s, the instance is paused with its data kept and its disk billed, until its bid wins again. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** The new bid in US dollars per hour for the whole machine, from 0.001 to 32 times its number of GPUs. For example "0.35". */
  price: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "instances/{id}/bid_price",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
