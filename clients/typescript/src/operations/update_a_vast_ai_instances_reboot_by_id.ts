// Made by `npm run docs` from the operations themselves.

/** Reboot instance. Stops and starts the container without giving up the GPUs. What runs in it ends; its disk stays. The price stays the same. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "instances/{id}/reboot",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
