// Made by `npm run docs` from the operations themselves.

/** Remove API key. Ends a key of the account at once: whatever uses it is refused from then on. That may be the key with which Gantry itself reads the account; link another one before. */
export type Input = {
  /** The number of the key, from the list. For example 990123. */
  id: number;
};

export type Output = {
  msg: string | null;
};

export const call = {
  "method": "DELETE",
  "path": "auth/apikeys/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
