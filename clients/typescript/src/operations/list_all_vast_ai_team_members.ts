// Made by `npm run docs` from the operations themselves.

/** List team members at Vast.ai. Who belongs to the Vast.ai team, with their roles. */
export type Input = Record<string, never>;

export type Output = ({
  id: number;
  username: string | null;
  email: string | null;
  fullname: string | null;
  roles: string[] | null;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "team/members",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
