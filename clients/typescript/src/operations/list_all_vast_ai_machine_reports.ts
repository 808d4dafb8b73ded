// Made by `npm run docs` from the operations themselves.

/** List machine reports. What renters reported about a hosted machine: the problem, their words, and when. Often the first sign that something is wrong with it. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
};

export type Output = ({
  problem: string | null;
  message: string | null;
  created_at: string | null;
  [field: string]: unknown;
})[];

export const call = {
  "method": "GET",
  "path": "machines/{machine_id}/reports",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
