// Made by `npm run docs` from the operations themselves.

/** Add network disk. For hosts: tells Vast.ai that machines of one’s own share a disk, and where they have it mounted. Machines named together are on one local network. Space on the disk can be listed as network volumes afterwards. */
export type Input = {
  /** The numbers of the machines that have it mounted. For example [21034,21041]. */
  machines: number[];
  /** Where the machines have it mounted. For example "/mnt/shared". */
  mount_point: string;
  /** A network disk that is known already, for further machines of its cluster. For example 3012. */
  disk_id?: number;
};

export type Output = {
  disk_id: number;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "network_disk",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
