// Made by `npm run docs` from the operations themselves.

/** List notification types. What Vast.ai can tell the account about (low balance, outbid, instance offline, machine offline…), each with the key that webhooks and preferences name it by, and whether its mail can be turned off. */
export type Input = Record<string, never>;

export type Output = {
  notification_types: ({
    key: string;
    slug: string | null;
    context: string | null;
    topic: string | null;
    category: string | null;
    display_name: string | null;
    default_preferences: Record<string, boolean> | null;
    mandatory_email: boolean | null;
    [field: string]: unknown;
  })[];
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "notification-types",
  "reads": true,
  "pages": true,
  "limit": "address"
} as const;
