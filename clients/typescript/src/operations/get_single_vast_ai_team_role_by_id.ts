// Made by `npm run docs` from the operations themselves.

/** Show team role. One role of the Vast.ai team and what it may. */
export type Input = {
  /** The role’s name. For example "developer". */
  name: string;
};

export type Output = {
  id: number;
  name: string;
  identifier: string | null;
  permissions?: unknown;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "team/roles/{name}",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
