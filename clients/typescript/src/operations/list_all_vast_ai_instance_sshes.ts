// Made by `npm run docs` from the operations themselves.

/** List an instance’s SSH keys. The public keys that open one instance. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = {
  ssh_keys: ({
    id: number;
    key: string | null;
    public_key: string | null;
    ssh_key: string | null;
    name: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "instances/{id}/ssh",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
