import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/** A program's way in: what it may do, on whose behalf and for how long. Its secrets stand apart, hashed. */
export const apiToken = pgTable(
  'api_token',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    name: text('name').notNull(),
    /** Whose it is: it acts with no more than this person may at the time of the call. Null for a service. */
    personId: uuid('person_id'),
    /** A service's own: a name from the roles table in `lib/policy`, and the teams it belongs to. */
    role: text('role'),
    teamIds: jsonb('team_ids').$type<string[]>().notNull(),
    /** Names of operations; null is all of them. */
    operations: jsonb('operations').$type<string[]>(),
    effects: jsonb('effects').$type<string[]>().notNull(),
    /** Names of toolsets that an agent is shown; null: the core, or the one its address names. */
    toolsets: jsonb('toolsets').$type<string[]>(),
    /** Opens the door of agents only, where nothing is spent, destroyed or granted without a plan. */
    agentOnly: boolean('agent_only').notNull().default(false),
    /** Accounts of the workspace; null is all of them, also those linked later. */
    accounts: jsonb('accounts').$type<string[]>(),
    /** $ of a UTC day, of all that was rented, started or bid for with it; null is no ceiling of its own. */
    dayUsd: dollars('day_usd'),
    /** $/h of one rent, start or bid. */
    rentHourUsd: dollars('rent_hour_usd'),
    /** Calls a minute; null is what the door it comes through allows (`lib/policy/token-pace.ts`). */
    readsMinute: integer('reads_minute'),
    writesMinute: integer('writes_minute'),
    createdAt: moment('created_at').notNull(),
    createdBy: uuid('created_by'),
    expiresAt: moment('expires_at'),
    /** Written at most once a minute. */
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** What opens a token: the SHA-256 of it, never the text. Two live at once while a rotation goes on. */
export const apiTokenSecret = pgTable(
  'api_token_secret',
  {
    workspaceId: workspaceId(),
    secretHash: text('secret_hash').notNull(),
    tokenId: uuid('token_id').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Set when another took its place: until then both open it. */
    endsAt: moment('ends_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.secretHash] }),
    index('api_token_secret_hash').on(t.secretHash),
    index('api_token_secret_token').on(t.workspaceId, t.tokenId),
    foreignKey({
      name: 'api_token_secret_of',
      columns: [t.workspaceId, t.tokenId],
      foreignColumns: [apiToken.workspaceId, apiToken.id],
    }).onDelete('cascade'),
  ],
);

/**
 * How far each token's calls have run ahead of its pace. Unlogged: a crash forgets it, which lets a minute's calls
 * through once more, and no call waits for the disk.
 */
export const tokenTurn = pgTable(
  'token_turn',
  {
    workspaceId: workspaceId(),
    tokenId: uuid('token_id').notNull(),
    kind: text('kind', { enum: ['reads', 'writes'] }).notNull(),
    /** When all that was let through would be over at an even pace. */
    evenAt: moment('even_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tokenId, t.kind] }),
    foreignKey({
      name: 'token_turn_of',
      columns: [t.workspaceId, t.tokenId],
      foreignColumns: [apiToken.workspaceId, apiToken.id],
    }).onDelete('cascade'),
  ],
);
