// Made by `npm run docs` from the operations themselves.

/** Remove SSH key. Removes a public SSH key from the account. Running instances keep it until it is detached there. */
export type Input = {
  /** The number of an SSH key of the account, from their list. For example 1551. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "ssh/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
