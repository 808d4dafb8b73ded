// Made by `npm run docs` from the operations themselves.

/** Add SSH key. Adds a public SSH key to the account: whoever holds its private half can log in to new instances. */
export type Input = {
  /** The public half of an SSH key, in one line as in an .pub file. For example "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEFuIGV4YW1wbGUgb2YgYSBwdWJsaWMga2V5ISE= ada@example.com". */
  ssh_key: string;
};

export type Output = {
  key: {
    id: number;
    key: string | null;
    public_key: string | null;
    ssh_key: string | null;
    name: string | null;
    [field: string]: unknown;
  } | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "ssh",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
