// Made by `npm run docs` from the operations themselves.

/** List cloud connections. The cloud stores that the account has given Vast.ai access to, with the number that a cloud copy names. They are connected on Vast.ai’s own pages. */
export type Input = Record<string, never>;

export type Output = ({
  id: number;
  name: string | null;
  cloud_type: string | null;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "users/cloud_integrations",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
