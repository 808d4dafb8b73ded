// Made by `npm run docs` from the operations themselves.

/** Invite to team at Vast.ai. Sends somebody a letter that lets them join the Vast.ai team within four hours. As a member they can do at Vast.ai what the role says, with the team’s credit and without Gantry. */
export type Input = {
  /** Whom the letter goes to. For example "ida@example.com". */
  email: string;
  /** The name of the role they get. For example "member". */
  role: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "POST",
  "path": "team/invite",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
