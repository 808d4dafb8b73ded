// Made by `npm run docs` from the operations themselves.

/** Schedule maintenance. Tells everybody who has an instance on a hosted machine that it will be down, from when and for how long. It is a notice: nothing is stopped and renting goes on; the machine is taken down by hand when the time comes. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine_id: number;
  /** When it begins, seconds since 1970: in the future, within a year. For example 1798761600. */
  sdate: number;
  /** How long it takes, in whole hours. For example 2. */
  duration: number;
  /** The reason in words. For example "Routine hardware check". */
  maintenance_reason?: string;
  /** What it is for; “software” covers updates. For example "software". */
  maintenance_category?: "power" | "internet" | "disk" | "gpu" | "software" | "other";
};

export type Output = {
  success: true;
  you_sent: string | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/{machine_id}/dnotify",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
