// Made by `npm run docs` from the operations themselves.

/** Remove template. Removes a template of the account. Instances made from it go on; nothing can be rented from it any more. */
export type Input = {
  /** The template’s number, not its hash. For example 334548. */
  template_id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "template",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
