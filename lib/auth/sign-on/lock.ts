import { sql } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';

/** Of two first sign-ins of one person at the same moment, the second finds the person made. Ends with the transaction. */
export async function oneSignOnAtATime(tx: Tx): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(470110003)`);
}
