// Made by `npm run docs` from the operations themselves.

/** Set default job. Gives a hosted machine a background job: one container a GPU, running while no client wants it. Vast.ai doesn’t bill it; the price says which bids it yields to, so bids below it are rents that are not earned. It replaces the default job before it, whose containers are lost. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine: number;
  /** US dollars per GPU and hour above which client bids pause the job. For example "0.15". */
  price_gpu: string;
  /** Price of upload per GB; default jobs are not billed, 0 will do. Without it: "0". For example "0". */
  price_inetu?: string;
  /** Price of download per GB; default jobs are not billed, 0 will do. Without it: "0". For example "0". */
  price_inetd?: string;
  /** The container image that runs on each GPU. For example "vastai/pytorch:latest". */
  image: string;
  /** What the image’s entrypoint is given, word by word. For example ["--resume"]. */
  args?: string[];
};

export type Output = {
  success: true;
  machine_id: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/create_bids",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
