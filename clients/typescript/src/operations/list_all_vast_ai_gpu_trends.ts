// Made by `npm run docs` from the operations themselves.

/** Show GPU trends. How the market of some GPU models moved: machines rented and free, and prices of both, at even steps of time. The last 24 hours unless a range is given. Only accounts that host a machine get it. */
export type Input = {
  /** GPU models, separated by commas, or “all”; RTX 5090, 4090 and 3090 when left out. For example "RTX 4090,H100 SXM". */
  gpu_name?: string;
  /** Only machines that Vast.ai has verified, only others, or all. Without it: "yes". For example "yes". */
  verified?: "yes" | "no" | "all";
  /** Only datacenters (secure_cloud), only others, or all. Without it: "all". For example "all". */
  hosting_type?: "all" | "secure_cloud" | "community";
  /** Only machines with so many GPUs, or all. Without it: "all". For example "all". */
  num_gpus?: string;
  /** Begin, seconds since 1970. For example 1795000000. */
  start?: number;
  /** End, seconds since 1970; now when left out. For example 1795086400. */
  end?: number;
  /** Seconds between two points, 60 at least. For example 3600. */
  step?: number;
};

export type Output = {
  /** By GPU model. */
  gpus: Record<string, {
      supply_demand: {
        timestamps: number[] | null;
        rented_verified: number[] | null;
        avail_verified: number[] | null;
        rented_unverified: number[] | null;
        avail_unverified: number[] | null;
        total: number[] | null;
        [field: string]: unknown;
      } | null;
      pricing: {
        timestamps: number[] | null;
        rented_p10: (string | null)[] | null;
        rented_median: (string | null)[] | null;
        rented_p90: (string | null)[] | null;
        avail_p10: (string | null)[] | null;
        avail_median: (string | null)[] | null;
        avail_p90: (string | null)[] | null;
        [field: string]: unknown;
      } | null;
      stats: {
        tflops: number | null;
        dlperf: number | null;
        tflops_per_dollar: number | null;
        dlperf_per_dollar: number | null;
        [field: string]: unknown;
      } | null;
      [field: string]: unknown;
    }>;
  needs_machine: boolean | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "metrics/gpu/history",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
