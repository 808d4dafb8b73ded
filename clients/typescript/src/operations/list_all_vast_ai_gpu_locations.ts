// Made by `npm run docs` from the operations themselves.

/** Show GPU locations. Where the market’s machines stand: city, country and coordinates, with the GPU model, how many GPUs, and whether they are rented and verified. Only accounts that host a machine get it. */
export type Input = Record<string, never>;

export type Output = {
  locations: ({
    gpu_name: string | null;
    num_gpus: number | null;
    city: string | null;
    country_code: string | null;
    latitude: number | null;
    longitude: number | null;
    rented: boolean | null;
    verified: boolean | null;
    datacenter: boolean | null;
    [field: string]: unknown;
  })[];
  needs_machine: boolean | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "metrics/gpu/locations",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
