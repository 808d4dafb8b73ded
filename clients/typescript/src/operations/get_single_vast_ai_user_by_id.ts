// Made by `npm run docs` from the operations themselves.

/** Show account. Who a key belongs to, and the account’s credit in US dollars. */
export type Input = Record<string, never>;

export type Output = {
  id: number;
  key_id: number | null;
  email: string | null;
  username: string | null;
  fullname: string | null;
  /** US dollars, with every digit. */
  credit: string | null;
  /** US dollars, with every digit. */
  balance: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "users/current",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
