import { sql } from 'drizzle-orm';
import type { Tx } from './db';

/**
 * Who may change the books. A day of an account is booked by one at a time; moving costs between teams takes the
 * workspace's books whole. Held until the transaction ends, and gone with a process that was killed.
 */
export async function lockDay(tx: Tx, workspaceId: string, accountId: string, day: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${`books ${workspaceId}`}, 0))`);
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`books ${workspaceId} ${accountId} ${day}`}, 0))`,
  );
}

export async function lockBooks(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`books ${workspaceId}`}, 0))`);
}

/** An account's money movements are written by one at a time. */
export async function lockMovements(tx: Tx, workspaceId: string, accountId: string): Promise<void> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`movements ${workspaceId} ${accountId}`}, 0))`,
  );
}
