// Made by `npm run docs` from the operations themselves.

/** Show notification preferences. By which channels, email and webhooks, the account is told of each notification type: by context (client, host), then by type. */
export type Input = {
  /** Whose: the account’s own number, or “me”. Without it: "me". For example "me". */
  user_id?: "me" | number;
};

export type Output = {
  notification_preferences: Record<string, Record<string, Record<string, boolean>>>;
  [field: string]: unknown;
};

export const call = {
  "method": "GET",
  "path": "users/{user_id}/notification-prefs",
  "reads": true,
  "pages": true,
  "limit": "address",
  "unless": {
    "user_id": "me"
  }
} as const;
