// Made by `npm run docs` from the operations themselves.

/** Search offers. Finds machines that hosts offer for rent now: whole machines or some of their GPUs. Filters compare fields of the offer; all must hold. Prices are US dollars per hour for the whole offer, with disk of the size given as allocated_storage. An offer can be taken by somebody else at any moment, and Vast.ai returns only the first few dozen matches whatever the limit. Costs nothing. */
export type Input = {
  /** Comparisons by field of the offer. Prices are US dollars per hour, gpu_ram and cpu_ram MB, duration seconds, inet_up and inet_down Mbit/s. Without it: {}. For example {"gpu_name":{"eq":"RTX 4090"},"num_gpus":{"gte":2},"dph_total":{"lte":2}}. */
  filters?: Record<string, Partial<Record<"eq" | "neq" | "gt" | "gte" | "lt" | "lte" | "in" | "notin", string | number | boolean | (string | number)[]>>>;
  /** Fields to sort by, each with asc or desc; the first decides, the next break ties. Without it: [["score","desc"]]. For example [["dph_total","asc"]]. */
  order?: ([string, "asc" | "desc"])[];
  /** on-demand: yours until you end it. bid: interruptible, priced at the lowest bid that wins now. reserved: prepaid at a discount. Without it: "on-demand". For example "on-demand". */
  type?: "on-demand" | "bid" | "reserved";
  /** Offers to return at most; Vast.ai stops at 64 whatever is asked. Without it: 64. For example 20. */
  limit?: number;
  /** GB of disk to include in dph_total. Without it: 8. For example 50. */
  allocated_storage?: number;
};

export type Output = {
  offers: ({
    id: number;
    machine_id: number;
    host_id: number | null;
    gpu_name: string;
    num_gpus: number;
    gpu_ram: number;
    /** US dollars, with every digit. */
    dph_base: string;
    /** US dollars, with every digit. */
    dph_total: string;
    /** US dollars, with every digit. */
    min_bid: string | null;
    /** US dollars, with every digit. */
    storage_cost: string;
    /** US dollars, with every digit. */
    inet_up_cost: string | null;
    /** US dollars, with every digit. */
    inet_down_cost: string | null;
    credit_discount_max: number | null;
    reliability: number | null;
    reliability2: number | null;
    dlperf: number | null;
    total_flops: number | null;
    cpu_name: string | null;
    cpu_arch: string | null;
    cpu_cores_effective: number | null;
    cpu_ghz: number | null;
    cpu_ram: number | null;
    disk_space: number | null;
    disk_bw: number | null;
    inet_up: number | null;
    inet_down: number | null;
    direct_port_count: number | null;
    static_ip: boolean | null;
    cuda_max_good: number | null;
    compute_cap: number | null;
    driver_version: string | null;
    pcie_bw: number | null;
    gpu_mem_bw: number | null;
    bw_nvlink: number | null;
    geolocation: string | null;
    hosting_type: number | null;
    verification: string | null;
    vms_enabled: boolean | null;
    rentable: boolean | null;
    end_date: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "bundles",
  "reads": true,
  "pages": false,
  "limit": "input"
} as const;
