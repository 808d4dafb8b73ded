import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/** How far a UTC day of an account has been read. */
export const chargeDay = pgTable(
  'charge_day',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** Of the normalised reply: an unchanged day writes no ledger row. */
    contentHash: text('content_hash').notNull(),
    contracts: integer('contracts').notNull(),
    total: dollars('total').notNull(),
    /** Contract rows whose items miss the row's amount by more than rounding explains (I1). */
    mismatches: integer('mismatches').notNull().default(0),
    /** When the last complete read began, on the account's clock: a day is final only if that was after its end. */
    readBeganAt: moment('read_began_at').notNull(),
    revisedAt: moment('revised_at').notNull(),
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

/** The last reading of money movement per account. */
export const movementRead = pgTable(
  'movement_read',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    readThrough: moment('read_through').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId] })],
);
