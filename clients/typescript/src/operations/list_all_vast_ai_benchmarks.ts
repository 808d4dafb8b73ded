// Made by `npm run docs` from the operations themselves.

/** Search benchmarks. What serverless workers of anybody measured on machines of the market: how fast a template ran on which GPUs of which machine, and when. Values compare within one template only. */
export type Input = {
  /** Conditions on fields, parted by spaces; underscores stand for spaces in names. For example "value>100 gpu_name=RTX_4090". */
  query?: string;
  /** The same as comparisons by field: gpu_name, num_gpus, machine_id, value, template_hash. For example {"num_gpus":{"gte":2}}. */
  filters?: Record<string, Partial<Record<"eq" | "neq" | "gt" | "gte" | "lt" | "lte" | "in" | "notin", string | number | boolean | (string | number)[]>>>;
  /** Results to return at most. Without it: 100. For example 50. */
  limit?: number;
};

export type Output = ({
  id: number;
  machine_id: number | null;
  contract_id: number | null;
  num_gpus: number | null;
  gpu_name: string | null;
  model: string | null;
  value: number | null;
  score: number | null;
  template_hash: string | null;
  name: string | null;
  image: string | null;
  last_update: string | null;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "benchmarks",
  "reads": true,
  "pages": false,
  "limit": "input"
} as const;
