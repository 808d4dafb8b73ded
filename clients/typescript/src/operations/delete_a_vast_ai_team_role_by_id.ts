// Made by `npm run docs` from the operations themselves.

/** Remove team role. Removes a role from the Vast.ai team. Whoever has it is left without its rights. */
export type Input = {
  /** The role’s name. For example "developer". */
  name: string;
};

export type Output = {
  status: string | null;
  message: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "team/roles/{name}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
