// Made by `npm run docs` from the operations themselves.

/** Destroy instance. Ends the contract at once, and with it all that it costs. The container’s disk is lost; there is no way back. A volume that was mounted stays, and stays billed. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "instances/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
