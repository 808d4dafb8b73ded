// Made by `npm run docs` from the operations themselves.

/** Copy between instances. Starts copying files between instances, volumes and clouds, also of stopped instances. It goes on by itself at the narrower of the two lines; the instances’ status message says how far it is, about 30 seconds late. What both sides’ hosts charge for traffic is billed. Files of the same name at the target are replaced. */
export type Input = {
  /** Where from: C.123 is an instance, V.9 a volume, s3.1001 the cloud connection of that number, drive the first of its kind. For example "C.17816188". */
  src_id: string;
  /** Where to, in the same words. For example "V.30114456". */
  dst_id: string;
  /** The folder or file there; with a slash at the end, what is in the folder. For example "/workspace/checkpoints/". */
  src_path: string;
  /** The folder to copy into; never / or /root of an instance, which hold its logins. For example "/checkpoints/". */
  dst_path: string;
};

export type Output = {
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "commands/copy_direct",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
