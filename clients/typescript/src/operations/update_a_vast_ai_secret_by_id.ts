// Made by `npm run docs` from the operations themselves.

/** Change environment variable. Gives another value to an environment variable of the account. Containers that run keep the old one until they are made anew. */
export type Input = {
  /** The variable’s name; Vast.ai writes it in capitals. For example "HF_TOKEN". */
  key: string;
  /** The variable’s value. Nobody is shown it again. For example "hf_example123". */
  value: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "secrets",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
