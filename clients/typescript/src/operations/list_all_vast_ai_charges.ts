// Made by `npm run docs` from the operations themselves.

/** List charges. What contracts cost in a range of days: a row for each instance, volume or serverless worker, with its GPU, disk and traffic as items. Vast.ai rounds each amount by itself. Ask one UTC day at a time: a longer range merges the days of a contract. What a day cost is final only after it is over. */
export type Input = {
  /** Where the range begins, in seconds since 1970 UTC; included. For example 1763942400. */
  from: number;
  /** Where the range ends, in seconds since 1970 UTC; included. For example 1764028799. */
  to: number;
  /** Only charges of these kinds of contract; all kinds without it. For example ["instance"]. */
  types?: ("instance" | "volume" | "serverless")[];
  /** table: one row a contract; tree: serverless workers stand under their endpoint. Without it: "table". For example "tree". */
  format?: "table" | "tree";
  /** The newest charges first. Without it: false. For example true. */
  latest_first?: boolean;
  /** Rows a page, 500 at most. Without it: 500. For example 100. */
  limit?: number;
  /** next_token of the page before, for the page after it. For example "eyJ2YWx1ZXMiOnt9fQ==". */
  after_token?: string;
};

export type Output = {
  results: ({
    start: number | null;
    end: number | null;
    type: string;
    source: string;
    description: string | null;
    /** US dollars, with every digit. */
    amount: string;
    metadata: {
      template_id: number | null;
      label: string | null;
      endpoint_id: number | null;
      workergroup_id: number | null;
      [field: string]: unknown;
    } | null;
    items: ({
      type: string;
      description: string | null;
      /** US dollars, with every digit. */
      amount: string;
      [field: string]: unknown;
    })[] | null;
    [field: string]: unknown;
  })[];
  count: number | null;
  total: number | null;
  next_token: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "charges",
  "reads": true,
  "pages": true,
  "limit": "input"
} as const;
