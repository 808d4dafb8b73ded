// Made by `npm run docs` from the operations themselves.

/** List subaccounts. The accounts that were made under this one. Each has keys, instances and credit of its own. */
export type Input = Record<string, never>;

export type Output = {
  users: ({
    id: number;
    parent_id: number | null;
    key_id: number | null;
    username: string | null;
    email: string | null;
    created_at: string | null;
    deleted_at: string | null;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "subaccounts",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
