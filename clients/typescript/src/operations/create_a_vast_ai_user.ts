// Made by `npm run docs` from the operations themselves.

/** Make subaccount. Makes another Vast.ai account under this one: somebody with the given password can sign in there and spend what credit is sent to it, without Gantry. It begins without credit. */
export type Input = {
  /** Where its letters go; at most 64 characters. For example "lab@example.com". */
  email: string;
  /** Its name; at most 64 characters. For example "lab". */
  username: string;
  /** What its owner signs in with; at least 8 characters. For example "correct horse". */
  password: string;
  /** Only for hosting machines: it can’t rent. Without it: false. For example false. */
  host_only?: boolean;
  /** A public SSH key that it begins with. For example "ssh-ed25519 AAAA lab". */
  ssh_key?: string;
};

export type Output = {
  id: number;
  username: string | null;
  email: string | null;
  key_id: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "users",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
