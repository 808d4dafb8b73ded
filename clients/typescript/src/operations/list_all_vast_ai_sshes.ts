// Made by `npm run docs` from the operations themselves.

/** List SSH keys. The account’s public SSH keys. New keys apply to instances rented afterwards. */
export type Input = Record<string, never>;

export type Output = ({
  id: number;
  key: string | null;
  public_key: string | null;
  ssh_key: string | null;
  name: string | null;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "ssh",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
