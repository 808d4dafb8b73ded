// Made by `npm run docs` from the operations themselves.

/** Change webhook. Changes the name of a webhook, the address that notifications are posted to, or what it listens for. Its secret stays as it is. */
export type Input = {
  /** The webhook’s number. For example 42. */
  id: number;
  /** A name for it. For example "Ops notifications". */
  name?: string;
  /** Where Vast.ai posts to: a public https address. For example "https://example.com/vast/webhooks". */
  webhook_url?: string;
  /** Keys of notification types; they are listed by “List notification types”. For example ["client:low_credit","client:outbid"]. */
  event_types?: string[];
};

export type Output = {
  webhook: {
    id: number;
    user_id: number | null;
    name: string | null;
    webhook_url: string;
    event_types: string[];
    created_at: string | null;
    updated_at: string | null;
    [field: string]: unknown;
  };
  enabled_notification_preferences: string[] | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "webhooks/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
