// Made by `npm run docs` from the operations themselves.

/** Execute command. Runs one of three commands on an instance’s disk, also while it is stopped: ls lists files, du sums their sizes, rm deletes them for good. What it prints appears at result_url a moment later. Anything else needs a login to the instance. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** ls, du or rm with its arguments, 512 characters at most. For example "ls -lh /workspace". */
  command: string;
};

export type Output = {
  result_url: string;
  writeable_path: string | null;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "instances/{id}/command",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
