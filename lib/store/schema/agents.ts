import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment, workspaceId } from './columns';

/** What an act was weighed to cost and to lose, and by what: another price or state is another act. */
export interface PlanWeight {
  /** As the audit will say it: "rented 1× RTX 4090 as llama at $0.41/h". */
  says: string;
  /** Exact decimal text; null where nobody can tell beforehand. */
  hourUsd: string | null;
  onceUsd: string | null;
  toEndUsd: string | null;
  /** ISO moment at which the lease ends that it makes or is under. */
  endsAt: string | null;
  lost: string[];
  /** What it was weighed by, as names and values. */
  state: Record<string, string | number | null>;
}

/**
 * An act of a program that spends, destroys or grants: planned by its first call, run once by its second, and between
 * them approved by a person where the token's allowance doesn't reach.
 */
export const agentPlan = pgTable(
  'agent_plan',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    tokenId: uuid('token_id').notNull(),
    /** The actor who planned it, as the journal stores one. */
    actor: jsonb('actor').notNull(),
    operation: text('operation').notNull(),
    effect: text('effect', { enum: ['spends', 'destroys', 'grants'] }).notNull(),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }),
    /** Whose team it is for, or about. */
    teamId: uuid('team_id'),
    /** Secret fields are left out; the exact arguments are sealed beside it. */
    input: jsonb('input').notNull(),
    inputSealed: text('input_sealed').notNull(),
    /** Why, in the program's own words: they are shown as such. */
    reason: text('reason'),
    weight: jsonb('weight').$type<PlanWeight>().notNull(),
    weighedAt: moment('weighed_at').notNull(),
    /** Why a person has to agree; null: the token's allowance reaches. */
    beyond: text('beyond'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    decision: text('decision', { enum: ['approved', 'refused'] }),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by'),
    /** When it was run; its intent carries `plan/ID` as idempotency key. */
    usedAt: moment('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('agent_plan_waiting')
      .on(t.workspaceId, t.expiresAt)
      .where(sql`beyond is not null and decision is null and used_at is null`),
    index('agent_plan_created').on(t.workspaceId, t.createdAt),
  ],
);
