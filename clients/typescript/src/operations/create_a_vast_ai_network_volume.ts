// Made by `npm run docs` from the operations themselves.

/** List network volume offer. For hosts: offers space on a network disk of one’s own for rent, at a price per GB and month, until a day. Listing a disk again changes the offer for those who rent from then on. */
export type Input = {
  /** The network disk’s number, from adding it. For example 3012. */
  disk_id: number;
  /** US dollars per GB and month, as decimal text; 0.15 unless said. For example "0.12". */
  price_disk?: string;
  /** Its size in GB; fixed for the life of the volume. For example 100. */
  size?: number;
  /** Until when it is offered, in seconds since 1970; a month from now unless said. For example 1798761600. */
  end_date?: number;
};

export type Output = {
  msg: string | null;
  disk_id: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "network_volumes",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
