// Made by `npm run docs` from the operations themselves.

/** List instances. The account’s instances with their state, price and load, at most 25 a page; pass next_token back as after_token until it is null. What the container was given to keep secret is left out. */
export type Input = {
  /** Instances a page, 25 at most. Without it: 25. For example 10. */
  limit?: number;
  /** next_token of the page before, for the page after it. For example "eyJ2YWx1ZXMiOnt9fQ==". */
  after_token?: string;
  /** Comparisons by stored field, all of which must hold. Computed fields such as dph_total can’t be compared. For example {"actual_status":{"eq":"running"}}. */
  select_filters?: Record<string, unknown>;
  /** Only these columns and the id; all without it. For example ["label","actual_status"]. */
  select_cols?: string[];
  /** Stored columns to sort by, each asc or desc; equal rows follow by id. For example [{"col":"start_date","dir":"desc"}]. */
  order_by?: ({
    col: string;
    dir: "asc" | "desc";
  })[];
};

export type Output = {
  instances: ({
    id: number;
    label: string | null;
    machine_id: number | null;
    host_id: number | null;
    gpu_name: string | null;
    num_gpus: number | null;
    gpu_ram: number | null;
    gpu_totalram: number | null;
    geolocation: string | null;
    hosting_type: number | null;
    reliability2: number | null;
    actual_status: string | null;
    intended_status: string | null;
    cur_state: string | null;
    next_state: string | null;
    status_msg: string | null;
    is_bid: boolean | null;
    /** US dollars, with every digit. */
    min_bid: string | null;
    /** US dollars, with every digit. */
    dph_base: string | null;
    /** US dollars, with every digit. */
    dph_total: string | null;
    /** US dollars, with every digit. */
    storage_total_cost: string | null;
    instance: {
      /** US dollars, with every digit. */
      totalHour: string | null;
      /** US dollars, with every digit. */
      gpuCostPerHour: string | null;
      /** US dollars, with every digit. */
      diskHour: string | null;
      [field: string]: unknown;
    } | null;
    gpu_util: number | null;
    gpu_temp: number | null;
    cpu_util: number | null;
    mem_usage: number | null;
    mem_limit: number | null;
    vmem_usage: number | null;
    disk_usage: number | null;
    disk_space: number | null;
    image_uuid: string | null;
    image_runtype: string | null;
    template_name: string | null;
    ssh_host: string | null;
    ssh_port: number | null;
    public_ipaddr: string | null;
    ports: Record<string, {
        HostIp?: string;
        HostPort: string;
        [field: string]: unknown;
      }[]> | null;
    start_date: string | null;
    end_date: string | null;
    [field: string]: unknown;
  })[];
  instances_found: number | null;
  total_instances: number | null;
  next_token: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "instances",
  "reads": true,
  "pages": true,
  "limit": "input"
} as const;
