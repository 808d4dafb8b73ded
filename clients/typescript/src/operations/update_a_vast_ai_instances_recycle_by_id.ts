// Made by `npm run docs` from the operations themselves.

/** Recycle instance. Makes the container anew from a freshly pulled image on the same GPUs, at the same price. What was written to its disk is lost; a mounted volume is not. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "instances/{id}/recycle",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
