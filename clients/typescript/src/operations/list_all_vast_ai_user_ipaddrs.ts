// Made by `npm run docs` from the operations themselves.

/** List IP addresses. From which IP addresses the account was used, and since when: an address that nobody knows is a sign that a key or a password is in other hands. */
export type Input = {
  /** The account’s number at Vast.ai, or “me” for the linked one. Without it: "me". For example "me". */
  user_id?: string;
};

export type Output = {
  results: ({
    ip: string | null;
    ip_address: string | null;
    first_seen: string | null;
    first_location: string | null;
    timestamp: string | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "users/{user_id}/ipaddrs",
  "reads": true,
  "pages": true,
  "limit": "address",
  "unless": {
    "user_id": "me"
  }
} as const;
