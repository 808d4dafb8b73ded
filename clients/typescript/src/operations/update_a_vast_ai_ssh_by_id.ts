// Made by `npm run docs` from the operations themselves.

/** Replace SSH key. Puts another public key in the place of one of the account’s. Whoever holds the new private half can log in to instances rented from now on; instances that run keep the key they were made with. */
export type Input = {
  /** The number of an SSH key of the account, from their list. For example 1551. */
  id: number;
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
  "method": "PUT",
  "path": "ssh/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
