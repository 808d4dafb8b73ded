// Made by `npm run docs` from the operations themselves.

/** Fetch logs. Asks the host to upload the end of the container’s log, or of its own log about the container. The text appears at result_url a moment later, for whoever knows that address. */
export type Input = {
  /** The instance’s number, from the list of instances. For example 17816188. */
  id: number;
  /** Lines from the end of the log. Without it: "1000". For example "200". */
  tail?: string;
  /** Only lines that contain this. For example "error". */
  filter?: string;
  /** The host’s own log of the container instead of the container’s. For example "true". */
  daemon_logs?: "true";
};

export type Output = {
  result_url: string;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "instances/{id}/request_logs",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
