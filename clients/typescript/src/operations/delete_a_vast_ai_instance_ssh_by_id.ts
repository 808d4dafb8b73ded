// Made by `npm run docs` from the operations themselves.

/** Detach SSH key. Ends a key’s access to one instance. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** The number of an SSH key of the account, from their list. For example 1551. */
  ssh_key_id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "instances/{id}/ssh/{ssh_key_id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
