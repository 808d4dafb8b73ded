// Made by `npm run docs` from the operations themselves.

/** End team at Vast.ai. Ends the Vast.ai team that this account owns: its roles, invitations, members and their keys are gone. What credit is left goes to the owner. Its instances must be destroyed before. */
export type Input = Record<string, never>;

export type Output = {
  pkey_id: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "team",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
