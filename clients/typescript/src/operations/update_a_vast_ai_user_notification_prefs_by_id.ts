// Made by `npm run docs` from the operations themselves.

/** Change notification preferences. Replaces the account’s notification preferences: a type that isn’t named goes back to what is usual. Turning webhooks off for a type silences every webhook that listens for it. */
export type Input = {
  /** Whose: the account’s own number, or “me”. Without it: "me". For example "me". */
  user_id?: "me" | number;
  /** Context to type to channel, each on or off. For example {"client":{"low_credit":{"email":true,"webhooks":false}}}. */
  notification_preferences: Partial<Record<"client" | "host", Record<string, {
        email?: boolean;
        webhooks?: boolean;
      }>>>;
};

export type Output = {
  notification_preferences: Record<string, Record<string, Record<string, boolean>>>;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "users/{user_id}/notification-prefs",
  "reads": false,
  "pages": false,
  "limit": "address",
  "unless": {
    "user_id": "me"
  }
} as const;
