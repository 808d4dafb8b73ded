// Made by `npm run docs` from the operations themselves.

/** List invoices. Money that moved: top-ups, transfers, refunds and payouts, in US dollars. What is paid in is negative. Usage is never here; it is under charges. */
export type Input = {
  /** Where the range begins, in seconds since 1970 UTC; included. For example 1763942400. */
  from: number;
  /** Where the range ends, in seconds since 1970 UTC; included. For example 1764028799. */
  to: number;
  /** Only money moved by these services; all without it. For example ["stripe_payments","transfer"]. */
  services?: string[];
  /** The newest first. Without it: false. For example true. */
  latest_first?: boolean;
  /** Columns to sort by, each asc or desc; goes before latest_first. For example [{"col":"amount_cents","dir":"desc"}]. */
  order_by?: ({
    col: "paid_on" | "amount_cents" | "when";
    dir: "asc" | "desc";
  })[];
  /** Rows a page, 100 at most. Without it: 100. For example 50. */
  limit?: number;
  /** next_token of the page before, for the page after it. For example "eyJ2YWx1ZXMiOnt9fQ==". */
  after_token?: string;
};

export type Output = {
  results: ({
    start: string | null;
    end: string | null;
    type: string;
    source: string | null;
    description: string | null;
    /** US dollars, with every digit. */
    amount: string;
    metadata: {
      invoice_id: string | null;
      service: string | null;
      [field: string]: unknown;
    } | null;
    [field: string]: unknown;
  })[];
  count: number | null;
  total: number | null;
  next_token: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "invoices",
  "reads": true,
  "pages": true,
  "limit": "input"
} as const;
