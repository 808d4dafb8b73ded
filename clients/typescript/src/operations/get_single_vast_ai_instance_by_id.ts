// Made by `npm run docs` from the operations themselves.

/** Show instance. One instance with its state, price, load and the way in, or null when it is gone or belongs to somebody else. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
};

export type Output = {
  instances?: {
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
  } | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "instances/{id}",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
