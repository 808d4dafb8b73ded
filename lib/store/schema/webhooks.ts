import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { account } from './accounts';
import { moment, workspaceId } from './columns';

/**
 * What happened, as other programs are told of it: written by the transaction in which it happens. Append-only, as the
 * audit is; what was sent of it to whom stands apart.
 */
export const event = pgTable(
  'event',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    /** A name from the catalogue in `lib/policy/events`. */
    type: text('type').notNull(),
    /** When it happened, on the clock of whoever saw it. */
    at: moment('at').notNull(),
    /** When it was written, on the database's clock. */
    writtenAt: moment('written_at').notNull().defaultNow(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('event_written').on(t.workspaceId, t.writtenAt),
  ],
);

/** Who is told: an address of theirs, and what they want to hear of. */
export const webhookEndpoint = pgTable(
  'webhook_endpoint',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Names of events; null is all of them, also those that come with a later version. */
    events: jsonb('events').$type<string[]>(),
    /** Sealed, bound to this row. The one before signs beside it until its overlap ends. */
    secretSealed: text('secret_sealed').notNull(),
    previousSealed: text('previous_sealed'),
    previousEndsAt: moment('previous_ends_at'),
    /** Null while it is on; else who or what paused it. */
    pausedWhy: text('paused_why', { enum: ['person', 'failing', 'gone'] }),
    pausedAt: moment('paused_at'),
    /** The first failure after which nothing arrived; null when the last try arrived. */
    failingSince: moment('failing_since'),
    createdAt: moment('created_at').notNull(),
    createdBy: uuid('created_by'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** One event on its way to one webhook: once, however often it is tried or sent again. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    endpointId: uuid('endpoint_id').notNull(),
    eventId: uuid('event_id').notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'dead'] })
      .notNull()
      .default('waiting'),
    /** Since it was last asked for; all tries ever made are in `webhook_attempt`. */
    tries: integer('tries').notNull().default(0),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** At once. Whoever asks what is due counts in milliseconds. */
    nextTryAt: moment('next_try_at').notNull().default(sql`date_trunc('milliseconds', now())`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('webhook_delivery_once').on(t.workspaceId, t.endpointId, t.eventId),
    index('webhook_delivery_due').on(t.nextTryAt).where(sql`state = 'waiting'`),
    index('webhook_delivery_shown').on(t.workspaceId, t.endpointId, t.createdAt),
    foreignKey({
      name: 'webhook_delivery_to',
      columns: [t.workspaceId, t.endpointId],
      foreignColumns: [webhookEndpoint.workspaceId, webhookEndpoint.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'webhook_delivery_of',
      columns: [t.workspaceId, t.eventId],
      foreignColumns: [event.workspaceId, event.id],
    }),
  ],
);

/** One try: when, how long, and what was answered. */
export const webhookAttempt = pgTable(
  'webhook_attempt',
  {
    workspaceId: workspaceId(),
    deliveryId: uuid('delivery_id').notNull(),
    number: integer('number').notNull(),
    at: moment('at').notNull(),
    ms: integer('ms').notNull(),
    /** Null when no answer came; then `error` says why. */
    status: integer('status'),
    error: text('error'),
    /** The beginning of what was answered. */
    answer: text('answer'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.deliveryId, t.number] }),
    foreignKey({
      name: 'webhook_attempt_of',
      columns: [t.workspaceId, t.deliveryId],
      foreignColumns: [webhookDelivery.workspaceId, webhookDelivery.id],
    }).onDelete('cascade'),
  ],
);

/** A webhook at Vast.ai that posts an account's notifications to this Gantry. */
export const vastHook = pgTable(
  'vast_hook',
  {
    workspaceId: workspaceId(),
    /** Stands in its address. */
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** Its number at Vast.ai. */
    webhookId: bigint('webhook_id', { mode: 'number' }).notNull(),
    secretSealed: text('secret_sealed').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('vast_hook_id').on(t.id),
    unique('vast_hook_account').on(t.workspaceId, t.accountId),
    foreignKey({
      name: 'vast_hook_of',
      columns: [t.workspaceId, t.accountId],
      foreignColumns: [account.workspaceId, account.id],
    }).onDelete('cascade'),
  ],
);

/** A notification that came, by its id: it may come again. It is a hint to look, and nothing it says is kept as fact. */
export const vastNotice = pgTable(
  'vast_notice',
  {
    workspaceId: workspaceId(),
    hookId: uuid('hook_id').notNull(),
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** When the account was looked at because of it; null: not yet. */
    lookedAt: moment('looked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.hookId, t.eventId] }),
    index('vast_notice_waiting').on(t.receivedAt).where(sql`looked_at is null`),
    foreignKey({
      name: 'vast_notice_by',
      columns: [t.workspaceId, t.hookId],
      foreignColumns: [vastHook.workspaceId, vastHook.id],
    }).onDelete('cascade'),
  ],
);
