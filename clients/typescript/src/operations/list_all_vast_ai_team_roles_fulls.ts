// Made by `npm run docs` from the operations themselves.

/** List team roles. The roles of the Vast.ai team and what each may; the owner, who may everything, isn’t listed. */
export type Input = Record<string, never>;

export type Output = ({
  id: number;
  name: string;
  identifier: string | null;
  permissions?: unknown;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "team/roles-full",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
