// Made by `npm run docs` from the operations themselves.

/** List environment variables. The names of the account’s environment variables, which Vast.ai gives to every container of the account. Their values are left at Vast.ai. */
export type Input = Record<string, never>;

export type Output = {
  names: string[];
};

export const call = {
  "method": "GET",
  "path": "secrets",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
