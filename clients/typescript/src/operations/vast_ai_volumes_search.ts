// Made by `npm run docs` from the operations themselves.

/** Search volume offers. Finds machines on which a local volume can be rented, with the space that is left and its price in US dollars per GB and month. A volume stays on its machine: look for one where instances can be rented, too. */
export type Input = {
  /** Comparisons by field of the offer; all must hold. disk_space is the GB that are free, storage_cost US dollars per GB and month, duration seconds, inet_up and inet_down Mbit/s. Without it: {}. For example {"disk_space":{"gte":200}}. */
  filters?: Record<string, Partial<Record<"eq" | "neq" | "gt" | "gte" | "lt" | "lte" | "in" | "notin", string | number | boolean | (string | number)[]>>>;
  /** Fields to sort by, each with asc or desc; the first decides, the next break ties. Without it: [["storage_cost","asc"]]. For example [["storage_cost","asc"]]. */
  order?: ([string, "asc" | "desc"])[];
  /** Offers to return at most, up to 64. Without it: 64. For example 20. */
  limit?: number;
  /** GB to reckon storage_total_cost for; offers with less free space are left out. Without it: 1. For example 100. */
  allocated_storage?: number;
};

export type Output = {
  offers: ({
    id: number;
    disk_space: number;
    /** US dollars, with every digit. */
    storage_cost: string;
    /** US dollars, with every digit. */
    storage_total_cost: string | null;
    host_id: number | null;
    inet_up: number | null;
    inet_down: number | null;
    reliability: number | null;
    duration: number | null;
    end_date: string | null;
    verification: string | null;
    geolocation: string | null;
    machine_id: number | null;
    disk_bw: number | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "volumes/search",
  "reads": true,
  "pages": false,
  "limit": "input"
} as const;
