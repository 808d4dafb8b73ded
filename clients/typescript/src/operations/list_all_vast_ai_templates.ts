// Made by `npm run docs` from the operations themselves.

/** List templates. Images with their settings, ready to rent with: the account’s own and shared ones. */
export type Input = {
  /** Columns to comparisons (eq, neq, lt, lte, gt, gte, in, notin); all must hold. For example {"use_ssh":{"eq":true}}. */
  select_filters?: Record<string, unknown>;
  /** The columns to answer; left out, all. For example ["*"]. */
  select_cols?: string[];
  /** The column to sort by. For example "name". */
  order_by?: string;
};

export type Output = {
  templates: ({
    id: number;
    hash_id: string;
    name: string | null;
    image: string | null;
    tag: string | null;
    desc: string | null;
    runtype: string | null;
    recommended_disk_space: number | null;
    recommended: boolean | null;
    private: boolean | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "template",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
