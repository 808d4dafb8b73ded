/**
 * What somebody sees, as conditions in SQL: queries and the gateway ask the same one, so that what a list leaves out
 * can't be stopped, destroyed or read by its number either.
 */
import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '@/lib/policy/sight';

type Piece = SQL | AnyColumn;

/** Where an instance stands: its key and the label it carries today. */
export interface Place {
  workspaceId: Piece;
  accountId: Piece;
  contractId: Piece;
  label: Piece;
}

/** LIKE's own signs mean themselves in a rule's pattern; only `*` stands for anything. */
const LIKE = sql.raw(
  String.raw`replace(replace(replace(replace(r.label_pattern, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')`,
);

/**
 * The team an instance belongs to today: what `allocate` of lib/ledger decides, said in SQL (a property test holds
 * the two together). Compared under a collation that knows all letters, whatever the database was made with.
 */
export const teamOf = (i: Place): SQL => sql`(
  SELECT CASE WHEN c.team_id IS NOT NULL OR c.project IS NOT NULL THEN c.team_id ELSE (
    SELECT r.team_id FROM allocation_rule r
    WHERE r.workspace_id = ${i.workspaceId} AND ${i.label} COLLATE "und-x-icu" ILIKE ${LIKE}
    ORDER BY r.position LIMIT 1) END
  FROM (VALUES (1)) one LEFT JOIN contract c
    ON c.workspace_id = ${i.workspaceId} AND c.account_id = ${i.accountId} AND c.contract_id = ${i.contractId})`;

/** Undefined for whoever sees all: `and(...)` leaves it out. */
export const instanceInSight = (sight: Sight, i: Place): SQL | undefined =>
  sight === 'all' ? undefined : sql`${teamOf(i)} = ANY(${sql.param(sight)}::uuid[])`;

/** For what names its team itself: a contract's day in the books. */
export const teamInSight = (sight: Sight, teamId: Piece): SQL | undefined =>
  sight === 'all' ? undefined : sql`${teamId} = ANY(${sql.param(sight)}::uuid[])`;

/** For rows that name a contract (an act, an event): seen or only known, it is a team's that is in sight. */
export const contractInSight = (sight: Sight, row: Omit<Place, 'label'>): SQL | undefined =>
  instanceInSight(sight, {
    workspaceId: row.workspaceId,
    accountId: row.accountId,
    contractId: row.contractId,
    label: sql`(SELECT seen.label FROM instance seen WHERE seen.workspace_id = ${row.workspaceId}
      AND seen.account_id = ${row.accountId} AND seen.contract_id = ${row.contractId})`,
  });
