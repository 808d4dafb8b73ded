// Made by `npm run docs` from the operations themselves.

/** Rent network volume. Rents space of a network volume offer as a new network volume. It is billed by the second for its whole size from now until it is deleted, whether anything uses it or not. Instances on any machine of the same cluster can mount it, several at a time. */
export type Input = {
  /** The offer’s number, from a search of network volume offers. For example 9003012. */
  id: number;
  /** Its size in GB; fixed for the life of the volume. For example 100. */
  size: number;
  /** A name to know it by: letters, digits and underscores, 64 at most. For example "corpus_en". */
  name?: string;
};

export type Output = {
  volume_name: string;
  id: number | null;
  volume_id: number | null;
  volume_size: number | null;
  msg: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "network_volumes",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
