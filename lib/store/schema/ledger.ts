import { bigint, date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/**
 * Every amount Vast.ai ever said, one row a revision. Append-only and partitioned by month; drizzle-kit can do
 * neither, so these two tables are created by hand-written migrations and are left out of drizzle.config.ts.
 * A changed amount is a new revision; `delta` is its difference to the one before, so that the truth now is
 * sum(delta), and the truth as known at T is sum(delta) of rows known by then.
 */
export const chargeLine = pgTable(
  'charge_line',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    /** The UTC day that was asked for. */
    day: date('day', { mode: 'string' }).notNull(),
    /** `instance-<id>`, `volume-<id>`: as Vast.ai spells it. */
    source: text('source').notNull(),
    /** gpu | disk | bwd | bwu | rounding, or whatever Vast.ai adds. */
    item: text('item').notNull(),
    /** 0, 1, …: an item may come in several rate segments. */
    segment: integer('segment').notNull(),
    /** 1, 2, … */
    revision: integer('revision').notNull(),
    amount: dollars('amount').notNull(),
    delta: dollars('delta').notNull(),
    type: text('type').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }),
    /** Vast.ai's own words; the only place where quantity and price stand. */
    description: text('description').notNull(),
    /** What the contract was called when this was read; a rename changes it for past days too. */
    label: text('label'),
    templateId: bigint('template_id', { mode: 'number' }),
    endpointId: bigint('endpoint_id', { mode: 'number' }),
    workergroupId: bigint('workergroup_id', { mode: 'number' }),
    /** When Gantry learned it. */
    knownFrom: moment('known_from').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.day, t.source, t.item, t.segment, t.revision] }),
  ],
);

/** Top-ups, refunds, transfers: money movement, never usage. Append-only, one row a revision. */
export const moneyMovement = pgTable(
  'money_movement',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    /** Type and invoice id, see lib/ledger/movements.ts. */
    movementId: text('movement_id').notNull(),
    revision: integer('revision').notNull(),
    type: text('type').notNull(),
    service: text('service'),
    /** As Vast.ai signs it: a card top-up of 25 dollars is -25. */
    amount: dollars('amount').notNull(),
    description: text('description').notNull(),
    startedAt: moment('started_at').notNull(),
    /** Null while unpaid. */
    endedAt: moment('ended_at'),
    knownFrom: moment('known_from').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.movementId, t.revision] })],
);
