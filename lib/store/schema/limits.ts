import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/** What a team or a person may spend and on what. Where several apply, every one of them must agree. */
export const spendingLimit = pgTable(
  'spending_limit',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    /** `workspace`: everybody together; `team`, `person`: the one named by `subjectId`. */
    subject: text('subject', { enum: ['workspace', 'team', 'person'] }).notNull(),
    subjectId: uuid('subject_id'),
    /** $/h of everything that runs at once; null is no ceiling. */
    hourUsd: dollars('hour_usd'),
    /** $ of a UTC day. */
    dayUsd: dollars('day_usd'),
    /** GPU models as the market names them; null allows any. */
    gpus: jsonb('gpus').$type<string[]>(),
    /** Two-letter countries; null allows any. */
    countries: jsonb('countries').$type<string[]>(),
    /** Hours from rent to end; with it, a rent needs an end. */
    longestHours: integer('longest_hours'),
    endRequired: boolean('end_required').notNull().default(false),
    changedAt: moment('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('spending_limit_once').on(
      t.workspaceId,
      t.subject,
      sql`coalesce(${t.subjectId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
    ),
  ],
);

/** An SSH key at Vast.ai that somebody added through Gantry: whose it is, so that it ends when they leave. */
export const memberSshKey = pgTable(
  'member_ssh_key',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    /** Vast.ai's id of the key. */
    keyId: bigint('key_id', { mode: 'number' }).notNull(),
    personId: uuid('person_id').notNull(),
    addedAt: moment('added_at').notNull(),
    /** When Gantry deleted it at Vast.ai. */
    endedAt: moment('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.keyId] })],
);
