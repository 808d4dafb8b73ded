import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Problem } from '@/lib/vast/problem';
import { dollars, moment, workspaceId } from './columns';

/** What is known of a UTC day of an account: how it was read, and how reading it last went. */
export const chargeDay = pgTable(
  'charge_day',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** Of the reading's amounts: an unchanged day writes no ledger row. Null until it was read once. */
    contentHash: text('content_hash'),
    contracts: integer('contracts').notNull().default(0),
    total: dollars('total').notNull().default(sql`0`),
    /** Contract rows whose items miss the row's amount by more than rounding explains (I1). */
    mismatches: integer('mismatches').notNull().default(0),
    /** When the last complete read began, on the account's clock: a day is final only if that was after its end. */
    readBeganAt: moment('read_began_at'),
    /** When an amount last changed, on this server's clock. */
    revisedAt: moment('revised_at'),
    /** When reading it was last tried, on this server's clock. */
    triedAt: moment('tried_at').notNull(),
    /** Why the last try failed. */
    problem: jsonb('problem').$type<Problem>(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.day] })],
);

/** Who a contract's day is allocated to, and its current amount. Rewritten when an assignment changes. */
export const contractDay = pgTable(
  'contract_day',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    source: text('source').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }),
    teamId: uuid('team_id'),
    project: text('project'),
    ownerId: uuid('owner_id'),
    /** As known on that day. */
    label: text('label'),
    gpuName: text('gpu_name'),
    amount: dollars('amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.day, t.source] }),
    index('contract_day_contract').on(t.workspaceId, t.accountId, t.contractId),
    // What somebody who sees their teams only may add up.
    index('contract_day_team').on(t.workspaceId, t.teamId, t.day),
  ],
);

/** The figures that charts, tables, exports and agents read: one row per dimension, UTC day, account and key. */
export const costRollup = pgTable(
  'cost_rollup',
  {
    workspaceId: workspaceId(),
    dimension: text('dimension', { enum: ['team', 'project', 'label', 'gpu', 'item', 'account'] }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    accountId: uuid('account_id').notNull(),
    /** Empty for what nothing was allocated to. */
    key: text('key').notNull(),
    amount: dollars('amount').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.dimension, t.day, t.accountId, t.key] })],
);

/** Where reading an account's charges (by day) and money movements (by window) stands. */
export const costSync = pgTable(
  'cost_sync',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    what: text('what', { enum: ['charges', 'movements'] }).notNull(),
    /** The account's own clock at its latest reply: it says which day is today. */
    clockAt: moment('clock_at'),
    /** Where history begins for us: the oldest day asked for. */
    firstDay: date('first_day', { mode: 'string' }),
    /** Movements: everything before this moment has been read. */
    readThrough: moment('read_through'),
    /** The end of the last complete pass, on this server's clock. */
    readAt: moment('read_at'),
    /** In a row, since the last success. */
    failures: integer('failures').notNull().default(0),
    retryAt: moment('retry_at'),
    problem: jsonb('problem').$type<Problem>(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.what] })],
);
