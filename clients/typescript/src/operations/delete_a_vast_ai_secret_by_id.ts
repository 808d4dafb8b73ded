// Made by `npm run docs` from the operations themselves.

/** Remove environment variable. Removes an environment variable from the account. Its value is lost; containers made from now on don’t get it. */
export type Input = {
  /** The variable’s name; Vast.ai writes it in capitals. For example "HF_TOKEN". */
  key: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "secrets",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
