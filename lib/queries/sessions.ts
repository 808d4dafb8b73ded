import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { person, session } from '@/lib/store/schema';

export interface OpenSession {
  /** The stored hash: names the session, opens nothing. */
  id: string;
  isThis: boolean;
  agent: string | null;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
}

export const openSession = (
  row: typeof session.$inferSelect,
  thisSession: string | undefined,
): OpenSession => ({
  id: row.idHash,
  isThis: row.idHash === thisSession,
  agent: row.agent,
  address: row.address,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
});

/** The person's own living sessions, the latest first. */
export async function mySessions(
  db: Tx,
  scope: Scope,
  thisSession: string | undefined,
  now: Date,
): Promise<OpenSession[]> {
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.personId, scope.personId), isNull(session.revokedAt), gt(session.expiresAt, now)))
    .orderBy(desc(session.lastSeenAt));
  return rows.map((row) => openSession(row, thisSession));
}

/** Whether the person signs in with a password, alone or beside single sign-on. */
export async function iHavePassword(db: Tx, scope: Scope): Promise<boolean> {
  const [me] = await db
    .select({ hash: person.passwordHash })
    .from(person)
    .where(eq(person.id, scope.personId));
  return me?.hash != null;
}
