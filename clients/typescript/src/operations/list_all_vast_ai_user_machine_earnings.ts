// Made by `npm run docs` from the operations themselves.

/** Show earnings. What the account’s hosted machines earned in a range of UTC days, by day and by machine: GPUs, storage, upload and download in US dollars. It is the host’s share of what renters paid, after Vast.ai’s. */
export type Input = {
  /** Whose earnings: the account’s own number, or “me”. Without it: "me". For example "me". */
  user_id?: "me" | number;
  /** The first day, in days since 1 January 1970 (UTC). For example 20760. */
  sday?: number;
  /** The last day, included, in days since 1 January 1970 (UTC). For example 20766. */
  eday?: number;
  /** Only this machine. For example 20417. */
  machid?: number;
  /** So many days up to today, instead of a first day. For example 30. */
  last_days?: number;
};

export type Output = {
  summary: {
    /** US dollars, with every digit. */
    total_gpu: string | null;
    /** US dollars, with every digit. */
    total_stor: string | null;
    /** US dollars, with every digit. */
    total_bwu: string | null;
    /** US dollars, with every digit. */
    total_bwd: string | null;
    [field: string]: unknown;
  } | null;
  current: {
    /** US dollars, with every digit. */
    balance: string | null;
    /** US dollars, with every digit. */
    service_fee: string | null;
    /** US dollars, with every digit. */
    total: string | null;
    /** US dollars, with every digit. */
    credit: string | null;
    [field: string]: unknown;
  } | null;
  per_machine: ({
    machine_id: number;
    /** US dollars, with every digit. */
    gpu_earn: string | null;
    /** US dollars, with every digit. */
    sto_earn: string | null;
    /** US dollars, with every digit. */
    bwu_earn: string | null;
    /** US dollars, with every digit. */
    bwd_earn: string | null;
    [field: string]: unknown;
  })[];
  per_day: ({
    day: number;
    /** US dollars, with every digit. */
    gpu_earn: string | null;
    /** US dollars, with every digit. */
    sto_earn: string | null;
    /** US dollars, with every digit. */
    bwu_earn: string | null;
    /** US dollars, with every digit. */
    bwd_earn: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "users/{user_id}/machine-earnings",
  "reads": true,
  "pages": true,
  "limit": "address",
  "unless": {
    "user_id": "me"
  }
} as const;
