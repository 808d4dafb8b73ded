// Made by `npm run docs` from the operations themselves.

/** Show GPU metrics. The market as it is now, one row a GPU model: how many machines there are, how many are rented, and the range of their on-demand prices in US dollars per GPU and hour. Only accounts that host a machine get it. */
export type Input = {
  /** Only machines that Vast.ai has verified, only others, or all. Without it: "yes". For example "yes". */
  verified?: "yes" | "no" | "all";
  /** Only datacenters (secure_cloud), only others, or all. Without it: "all". For example "all". */
  hosting_type?: "all" | "secure_cloud" | "community";
  /** Only machines with so many GPUs, or all. Without it: "all". For example "all". */
  num_gpus?: string;
};

export type Output = {
  gpus: ({
    gpu_name: string;
    available: number | null;
    usage: number | null;
    usage_30d: number | null;
    total: number | null;
    rented_verified: number | null;
    avail_verified: number | null;
    rented_unverified: number | null;
    avail_unverified: number | null;
    tflops: number | null;
    dlperf: number | null;
    tflops_per_dollar: number | null;
    dlperf_per_dollar: number | null;
    /** US dollars, with every digit. */
    price_p10: string | null;
    /** US dollars, with every digit. */
    price_p25: string | null;
    /** US dollars, with every digit. */
    price_median: string | null;
    /** US dollars, with every digit. */
    price_p75: string | null;
    /** US dollars, with every digit. */
    price_p90: string | null;
    [field: string]: unknown;
  })[];
  needs_machine: boolean | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "metrics/gpu/current",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
