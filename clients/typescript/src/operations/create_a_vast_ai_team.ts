// Made by `npm run docs` from the operations themselves.

/** Make team at Vast.ai. Makes a Vast.ai team: an account of its own, with credit, instances and keys apart from this one, in which other people get roles. Not to be confused with Gantry’s own teams, which share the accounts that are linked. Credit sent along leaves this account. */
export type Input = {
  /** The team’s name; no other team may have it. For example "vision-lab". */
  team_name: string;
  /** US dollars that go from this account to the team, as decimal text. Without it: "0". For example "25.00". */
  transfer_credit?: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "POST",
  "path": "team",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
