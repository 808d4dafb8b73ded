// Made by `npm run docs` from the operations themselves.

/** Make API key. Makes another key for the account. Whoever holds it can do at Vast.ai what its permissions say, without Gantry, its limits and its audit; left out, that is everything. The key itself is shown once, in this answer, and never again. Keys don’t expire: remove them when they are no longer needed. */
export type Input = {
  /** What the key is for; it is known by this name. For example "ci-read-only". */
  name: string;
  /** What is allowed: the scopes under `api`, each with an empty object for all of it, or with the routes that it is narrowed to; a route may hold `constraints` on its parameters (eq, gte, lte). Left out: all that the key in use may. For example {"api":{"misc":{},"instance_read":{"api.instance.show":{"constraints":{"id":{"eq":1227}}}}}}. */
  permissions?: {
    api: Partial<Record<"instance_read" | "instance_write" | "user_read" | "user_write" | "billing_read" | "billing_write" | "machine_read" | "machine_write" | "team_read" | "team_write" | "misc", Record<string, {
          constraints?: Record<string, {
              eq?: string | number | boolean;
              gte?: string | number | boolean;
              lte?: string | number | boolean;
            }>;
          params?: Record<string, string | number | boolean>;
        }>>>;
  };
  /** Values for the wildcards in the permissions: one set of permissions for many keys. For example {"instance":1227}. */
  key_params?: Record<string, string | number>;
};

export type Output = {
  id: number;
  key?: string | null;
  permissions?: unknown;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "auth/apikeys",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
