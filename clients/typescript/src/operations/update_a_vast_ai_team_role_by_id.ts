// Made by `npm run docs` from the operations themselves.

/** Change team role. Gives a role of the Vast.ai team another name and other permissions. They hold at once for everybody who has the role. */
export type Input = {
  /** The role’s number, from the list of roles. For example 1234. */
  id: number;
  /** The role’s name. For example "developer". */
  name: string;
  /** What is allowed: the scopes under `api`, each with an empty object for all of it, or with the routes that it is narrowed to; a route may hold `constraints` on its parameters (eq, gte, lte). For example {"api":{"misc":{},"instance_read":{"api.instance.show":{"constraints":{"id":{"eq":1227}}}}}}. */
  permissions: {
    api: Partial<Record<"instance_read" | "instance_write" | "user_read" | "user_write" | "billing_read" | "billing_write" | "machine_read" | "machine_write" | "team_read" | "team_write" | "misc", Record<string, {
          constraints?: Record<string, {
              eq?: string | number | boolean;
              gte?: string | number | boolean;
              lte?: string | number | boolean;
            }>;
          params?: Record<string, string | number | boolean>;
        }>>>;
  };
};

export type Output = {
  msg: string | null;
};

export const call = {
  "method": "PUT",
  "path": "team/roles/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
