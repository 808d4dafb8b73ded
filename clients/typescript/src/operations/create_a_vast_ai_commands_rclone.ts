// Made by `npm run docs` from the operations themselves.

/** Copy to or from a cloud. Starts copying files between an instance and a cloud store that was connected to the Vast.ai account (Google Drive, S3, B2, Dropbox, Hugging Face). It goes on by itself; the instance’s status message says how far it is and at last “Cloud Copy Operation Finished”. What the host charges for traffic is billed. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  instance_id: number;
  /** The cloud connection’s number, from the list of connections. For example 1001. */
  selected: number;
  /** Which way it goes. For example "Instance To Cloud". */
  transfer: "Instance To Cloud" | "Cloud To Instance";
  /** What to copy, on the side it comes from. For example "/workspace/runs". */
  src: string;
  /** The folder to copy into, on the other side; of a Hugging Face store it must be there. Without it: "/workspace". For example "/backup/runs". */
  dst?: string;
  /** Flags of rclone: --dry-run moves nothing, --update skips what is newer at the target, --delete-excluded removes there what is left out here. For example ["--update"]. */
  flags?: string[];
};

export type Output = {
  msg: string | null;
  result_url: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "commands/rclone",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
