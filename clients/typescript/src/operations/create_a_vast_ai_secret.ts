// Made by `npm run docs` from the operations themselves.

/** Add environment variable. Adds an environment variable to the account: a token or password that containers need and that should stand in no template. Every container that is made from now on gets it, whoever rents it. */
export type Input = {
  /** The variable’s name; Vast.ai writes it in capitals. For example "HF_TOKEN". */
  key: string;
  /** The variable’s value. Nobody is shown it again. For example "hf_example123". */
  value: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "POST",
  "path": "secrets",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
