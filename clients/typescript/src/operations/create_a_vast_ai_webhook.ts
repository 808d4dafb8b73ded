// Made by `npm run docs` from the operations themselves.

/** Create webhook. Lets Vast.ai post notifications of the account to an address of yours, signed with a secret that is shown once. What it tells (instances, machines, balance) leaves Vast.ai to whoever reads at that address. Four webhooks at most; the webhook channel of the chosen types is turned on. */
export type Input = {
  /** A name for it. For example "Ops notifications". */
  name?: string;
  /** Where Vast.ai posts to: a public https address. For example "https://example.com/vast/webhooks". */
  webhook_url: string;
  /** Keys of notification types; they are listed by “List notification types”. For example ["client:low_credit","client:outbid"]. */
  event_types: string[];
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
    webhook_secret?: string | null;
    [field: string]: unknown;
  };
  enabled_notification_preferences: string[] | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "webhooks",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
