// Made by `npm run docs` from the operations themselves.

/** Rent volume. Rents space of a volume offer as a new local volume. It is billed by the second for its whole size from now until it is deleted, whether anything uses it or not. It can be mounted only by instances on the same machine, and can’t be resized or moved. One offer can be rented many times, until its space is used. */
export type Input = {
  /** The offer’s number, from a search of volume offers. For example 18027944. */
  id: number;
  /** Its size in GB; fixed for the life of the volume. Without it: 15. For example 100. */
  size?: number;
  /** A name to know it by: letters, digits and underscores, 64 at most. For example "corpus_en". */
  name?: string;
};

export type Output = {
  volume_name: string;
  id: number | null;
  volume_id: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "volumes",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
