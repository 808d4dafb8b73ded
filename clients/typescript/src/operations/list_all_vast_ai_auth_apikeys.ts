// Made by `npm run docs` from the operations themselves.

/** List API keys. The account’s API keys with their permissions; never the keys themselves. */
export type Input = Record<string, never>;

export type Output = {
  apikeys: ({
    id: number;
    name: string | null;
    permissions: unknown;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "auth/apikeys",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
