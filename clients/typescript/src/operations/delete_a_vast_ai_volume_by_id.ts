// Made by `npm run docs` from the operations themselves.

/** Delete volume. Ends a volume and its bill at once. What is on it is lost; there is no way back. It is refused while an instance, running or stopped, was rented with it, and for about half a minute after. */
export type Input = {
  /** The volume’s number, from the list of volumes. For example 30114456. */
  id: number;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "DELETE",
  "path": "volumes",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
