// Made by `npm run docs` from the operations themselves.

/** List hosted machines. The machines that the account rents out on Vast.ai, each with its hardware, whether it is on the market, what is asked for it and which of its GPUs are rented now. Empty for an account that hosts nothing. */
export type Input = {
  /** Whose machines: always the account’s own. Without it: "me". For example "me". */
  owner?: "me";
};

export type Output = {
  machines: ({
    id: number;
    hostname: string | null;
    num_gpus: number | null;
    gpu_name: string | null;
    gpu_ram: number | null;
    gpu_occupancy: string | null;
    disk_space: number | null;
    driver_version: string | null;
    public_ipaddr: string | null;
    geolocation: string | null;
    reliability2: number | null;
    verification: string | null;
    error_description: string | null;
    num_reports: number | null;
    listed: boolean | null;
    /** US dollars, with every digit. */
    listed_gpu_cost: string | null;
    /** US dollars, with every digit. */
    min_bid_price: string | null;
    /** US dollars, with every digit. */
    listed_storage_cost: string | null;
    /** US dollars, with every digit. */
    listed_inet_up_cost: string | null;
    /** US dollars, with every digit. */
    listed_inet_down_cost: string | null;
    listed_min_gpu_count: number | null;
    credit_discount_max: number | null;
    end_date: string | null;
    client_end_date: string | null;
    current_rentals_running: number | null;
    /** US dollars, with every digit. */
    earn_day: string | null;
    machine_maintenance: ({
      machine_id: number | null;
      start_time: string | null;
      end_time: string | null;
      duration_hours: number | null;
      maintenance_category: string | null;
      [field: string]: unknown;
    })[] | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "machines",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
