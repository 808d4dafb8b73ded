// Made by `npm run docs` from the operations themselves.

/** List volumes. The volumes that the account rents: storage that is there and billed by itself, whether an instance uses it or not. Each says how big it is, what it costs an hour, where it lies and which instances have it. There is no other way to read a volume. */
export type Input = {
  /** local_volume: those on one machine; network_volume: those that a cluster shares. Without it: "all_volume". For example "all_volume". */
  type?: "all_volume" | "local_volume" | "network_volume";
};

export type Output = {
  volumes: ({
    id: number;
    type: string | null;
    label: string | null;
    status: string | null;
    disk_space: number;
    /** US dollars, with every digit. */
    storage_total_cost: string | null;
    machine_id: number | null;
    cluster_id: number | null;
    host_id: number | null;
    instances: number[] | null;
    start_date: string | null;
    geolocation: string | null;
    verification: string | null;
    reliability2: number | null;
    disk_name: string | null;
    inet_up: number | null;
    inet_down: number | null;
    static_ip: boolean | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "volumes",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
