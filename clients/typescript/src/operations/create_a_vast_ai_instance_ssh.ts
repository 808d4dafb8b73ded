// Made by `npm run docs` from the operations themselves.

/** Attach SSH key. Lets the holder of an SSH key log in to one instance. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** The public half of an SSH key, in one line as in an .pub file. For example "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEFuIGV4YW1wbGUgb2YgYSBwdWJsaWMga2V5ISE= ada@example.com". */
  ssh_key: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "POST",
  "path": "instances/{id}/ssh",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
