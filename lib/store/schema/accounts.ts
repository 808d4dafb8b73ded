import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';
import { workspace } from './people';

/**
 * A user at Vast.ai (or at an emulator), however many workspaces link it: pollers and limits go by identity.
 * Global. `id` is `<origin>#<vast user id>`.
 */
export const vastIdentity = pgTable('vast_identity', {
  id: text('id').primaryKey(),
  origin: text('origin').notNull(),
  vastUserId: bigint('vast_user_id', { mode: 'number' }).notNull(),
  email: text('email'),
  /** The last complete read of its instances, on the identity's own clock (the `Date` header). */
  instancesReadAt: moment('instances_read_at'),
  /** The same moment on our clock: the difference tells one clock from the other, and how long Vast.ai has been silent. */
  instancesNotedAt: moment('instances_noted_at'),
  /** How long that read took, milliseconds: the age of the oldest row of a paged read. */
  instancesReadMs: integer('instances_read_ms'),
  /** Whose turn it is to poll; a turn that ran out may be taken by another worker. */
  turnHolder: text('turn_holder'),
  turnEndsAt: moment('turn_ends_at'),
});

/** A workspace's link to a Vast.ai identity, with the sealed key. */
export const account = pgTable(
  'account',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    identityId: text('identity_id')
      .notNull()
      .references(() => vastIdentity.id),
    name: text('name').notNull(),
    /** Where its API answers, without a trailing slash. */
    origin: text('origin').notNull(),
    /** AES-256-GCM under GANTRY_SECRET_KEY; see lib/gateway/seal.ts. */
    keySealed: text('key_sealed').notNull(),
    /** The last four characters, to tell keys apart. */
    keyHint: text('key_hint').notNull(),
    /** Permission scopes found when the key was checked; null when Vast.ai wouldn't say. */
    scopes: jsonb('scopes').$type<string[]>(),
    state: text('state', { enum: ['ok', 'revoked', 'two_factor', 'forbidden', 'unreachable'] })
      .notNull()
      .default('ok'),
    /** Vast.ai's own words for a state that isn't `ok`. */
    stateDetail: text('state_detail'),
    stateSince: moment('state_since').notNull().defaultNow(),
    credit: dollars('credit'),
    creditReadAt: moment('credit_read_at'),
    /** Since when it lasts for less than a long weekend, as other programs were told; null: for longer. */
    creditLowAt: moment('credit_low_at'),
    linkedBy: uuid('linked_by'),
    linkedAt: moment('linked_at').notNull().defaultNow(),
    removedAt: moment('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The same identity linked twice would count every dollar twice.
    unique('account_identity_once').on(t.workspaceId, t.identityId),
  ],
);

/** The next moment at which a call may start, per origin, identity, method and path pattern. Shared by every process. Global. */
export const rateSlot = pgTable(
  'rate_slot',
  {
    origin: text('origin').notNull(),
    identity: text('identity').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    nextAt: moment('next_at').notNull(),
    /** Learned from a 429's `threshold=`; null means the documented interval. */
    learnedIntervalMs: integer('learned_interval_ms'),
  },
  (t) => [primaryKey({ columns: [t.origin, t.identity, t.method, t.path] })],
);

/** A team that costs are allocated to. */
export const team = pgTable(
  'team',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    archived: boolean('archived').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique('team_name_once').on(t.workspaceId, t.name)],
);

/** Who pays for a contract that nobody assigned: the first rule whose pattern fits its label. */
export const allocationRule = pgTable(
  'allocation_rule',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    /** Rules are tried in this order; the first that fits decides. */
    position: integer('position').notNull(),
    /** `*` stands for any run of characters: `llama-*`. Compared without regard to case. */
    labelPattern: text('label_pattern').notNull(),
    teamId: uuid('team_id'),
    project: text('project'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);
