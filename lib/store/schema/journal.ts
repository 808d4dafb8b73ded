import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/**
 * What Gantry means to do at Vast.ai, committed before Vast.ai hears of it. `unknown` is a state with an owner:
 * the resolver looks the truth up and closes it, and the money stays reserved meanwhile.
 */
export const intent = pgTable(
  'intent',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    accountId: uuid('account_id').notNull(),
    operation: text('operation').notNull(),
    actor: jsonb('actor').notNull(),
    /** Secret fields are left out before it is written. */
    input: jsonb('input').notNull(),
    /** The whole input under Gantry's secret key, where it has to be sent again and holds a secret; until it is closed. */
    sealed: text('sealed'),
    /** What stood at Vast.ai before the call and could be taken for it; null where nobody looked. */
    before: jsonb('before').$type<readonly string[]>(),
    /** The contract it acts on, once known. */
    contractId: bigint('contract_id', { mode: 'number' }),
    /** One caller's key for one act: the same key twice is the same act. */
    idempotencyKey: text('idempotency_key'),
    /** Of what a program asked under that key, by a key of Gantry's: another request under it is refused. */
    requestHash: text('request_hash'),
    state: text('state', { enum: ['open', 'done', 'refused', 'unknown'] })
      .notNull()
      .default('open'),
    /** What becomes of it once it is done: the contract's team, project, end and SSH key. No secrets. */
    plan: jsonb('plan').$type<Record<string, unknown>>(),
    /** What may be spent per hour if it succeeds; counted against limits until the intent is closed as refused. */
    reservedHourUsd: dollars('reserved_hour_usd'),
    output: jsonb('output'),
    problem: jsonb('problem'),
    openedAt: moment('opened_at').notNull(),
    /** Just before the request left: from here on, silence means unknown. */
    sentAt: moment('sent_at'),
    closedAt: moment('closed_at'),
    lookups: integer('lookups').notNull().default(0),
    nextLookupAt: moment('next_lookup_at'),
    /** First complete look-up in which no trace was found. */
    absentSince: moment('absent_since'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('intent_idempotency')
      .on(t.workspaceId, t.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    index('intent_unsettled').on(t.state, t.nextLookupAt).where(sql`state in ('open', 'unknown')`),
    index('intent_contract').on(t.workspaceId, t.accountId, t.contractId),
  ],
);

/**
 * What is found by words: who, what, and why not. In small letters of any language, whatever the database was made
 * with; a search says it alike, so that the index is used.
 */
export const auditWords = (event: Record<'actorName' | 'sentence' | 'detail', AnyPgColumn>) =>
  sql`lower((${event.actorName} || ' ' || ${event.sentence} || ' ' || coalesce(${event.detail} -> 'problem' ->> 'say', '') || ' ' || coalesce(${event.detail} -> 'problem' ->> 'vastSays', '')) COLLATE "und-x-icu")`;

/** What happened, who did it and how it ended. Append-only: by trigger, and by the rights of the application's role. */
export const auditEvent = pgTable(
  'audit_event',
  {
    workspaceId: workspaceId(),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    /** person | service | visitor (who claims to be one) | rule | key | vast (what Vast.ai did, seen by the poller) */
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    /** page | rest | mcp | automation | vast */
    via: text('via').notNull(),
    /** An operation's name, or `instance.outbid`, `account.linked` and the like. */
    action: text('action').notNull(),
    result: text('result', { enum: ['done', 'refused', 'unknown', 'seen'] }).notNull(),
    accountId: uuid('account_id'),
    contractId: bigint('contract_id', { mode: 'number' }),
    intentId: uuid('intent_id'),
    /** A sentence in plain words, no secrets. */
    sentence: text('sentence').notNull(),
    detail: jsonb('detail'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('audit_event_contract').on(t.workspaceId, t.accountId, t.contractId, t.id),
    index('audit_event_at').on(t.workspaceId, t.at),
    index('audit_event_words').using('gin', sql`(${auditWords(t)}) gin_trgm_ops`),
  ],
);
