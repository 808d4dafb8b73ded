// Made by `npm run docs` from the operations themselves.

/** Cancel copies. Stops every copy that is going into an instance or a volume. What has arrived stays; starting the copy again goes on from there. */
export type Input = {
  /** Where the copies go: C.123 is an instance, V.9 a volume. For example "C.17816188". */
  dst_id: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "commands/copy_direct",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
