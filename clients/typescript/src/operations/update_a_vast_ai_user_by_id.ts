// Made by `npm run docs` from the operations themselves.

/** Change account. Changes the name or the e-mail address of the Vast.ai account itself. Its letters, those for a forgotten password too, go to the new address. */
export type Input = {
  /** The new e-mail address; at most 64 characters. For example "ops@example.com". */
  normalized_email?: string;
  /** The new username. For example "northwind". */
  username?: string;
  /** The new full name. For example "Northwind AI". */
  fullname?: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "users",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
