// Made by `npm run docs` from the operations themselves.

/** Start, stop or label instance. Starts or stops an instance, or changes its label. A stopped instance keeps its data and goes on billing its disk; its GPUs go back to the market and may not be free when it is started again: then the start waits for them, perhaps for ever, until a stop calls it off. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** running starts it, stopped stops it. For example "stopped". */
  state?: "running" | "stopped";
  /** Its new name; empty takes the name away. For example "llama-ft-13". */
  label?: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "instances/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
