// Made by `npm run docs` from the operations themselves.

/** Remove team member at Vast.ai. Ends somebody’s membership of the Vast.ai team. Their keys of the team stop working at once; what they rented stays the team’s. */
export type Input = {
  /** The member’s number, from the list of members. For example 12345. */
  id: number;
};

export type Output = {
  status: string | null;
  message: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "team/members/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
