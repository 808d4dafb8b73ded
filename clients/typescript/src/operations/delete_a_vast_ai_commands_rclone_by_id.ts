// Made by `npm run docs` from the operations themselves.

/** Cancel cloud copy. Stops copying between an instance and a cloud. It can’t be resumed; starting it again skips what has arrived. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  dst_id: number;
};

export type Output = {
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "DELETE",
  "path": "commands/rclone",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
