// Made by `npm run docs` from the operations themselves.

/** Update worker group. Changes which machines a group’s workers are rented from and what they run; what is left out stays. Workers that run already keep what they run. A wider search may rent dearer machines, up to the endpoint’s max_workers of them. */
export type Input = {
  /** The worker group’s id. For example 4242. */
  id: number;
  /** The name under which requests ask for it. For example "vLLM-Qwen3-8B". */
  endpoint_name?: string;
  /** The endpoint that it works for, by id; else by endpoint_name. For example 123. */
  endpoint_id?: number;
  /** What its workers run: the hash of a template, which changes with every edit. For example "abc123def456". */
  template_hash?: string;
  /** What its workers run: a template by id, instead of its hash. For example 456. */
  template_id?: number;
  /** Which offers its workers may be rented from, as a search query (gpu_ram in GB) or as JSON. For example "gpu_name=RTX_3090 rentable=true". */
  search_params?: string;
  /** Further options of each container’s start, as on the official command line. For example "--env VAR=value". */
  launch_args?: string;
  /** Load a second that awake workers can always do, asked or not; above 0 at least one runs day and night. For example 0. */
  min_load?: number;
  /** Share of the awake workers’ speed that load shall use, 0.01 to 1; less leaves more room. For example 0.9. */
  target_util?: number;
  /** How many times the awake workers’ speed all workers together shall have. For example 2.5. */
  cold_mult?: number;
  /** Workers that are rented at first to measure how fast they are; each bills while it does. For example 3. */
  test_workers?: number;
  /** GPU memory that the work is thought to need, in GB. For example 24. */
  gpu_ram?: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "workergroups/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
