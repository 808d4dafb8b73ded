/** What happens to somebody's account as such: signing in and out, a password. Written where they belong. */
import { sql } from 'drizzle-orm';
import type { AuditEntry } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import type { Visitor } from './visitor';

interface AccountEvent extends Pick<AuditEntry, 'at' | 'action' | 'result'> {
  /** What they did; `{name}` stands for the person's name. */
  sentence: string;
  /** They themselves, or somebody who only claims to be them. */
  by: 'self' | 'somebody';
  visitor?: Visitor;
}

/**
 * One event in each real workspace the person belongs to. A stranger belongs to none, so a guess at an e-mail that
 * nobody has is written nowhere, by the same statement: the time it takes tells no more than the answer does.
 * Everybody is in the demo, whose members needn't know when the others came.
 */
export async function recordForPerson(
  tx: Tx,
  whom: { id: string } | { email: string },
  { at, action, result, sentence, by, visitor }: AccountEvent,
): Promise<void> {
  const isThem = 'id' in whom ? sql`p.id = ${whom.id}` : sql`p.email = ${whom.email}`;
  const [kind, id, name] =
    by === 'self' ? ['person', sql`p.id::text`, sql`p.name`] : ['visitor', sql`NULL`, 'Somebody'];
  await tx.execute(sql`
    INSERT INTO audit_event
      (workspace_id, at, actor_kind, actor_id, actor_name, via, action, result, sentence, detail)
    SELECT m.workspace_id, ${at.toISOString()}::timestamptz, ${kind}, ${id}, ${name}, 'page', ${action}, ${result},
      replace(${sentence}, '{name}', p.name), ${visitor ? JSON.stringify({ visitor }) : null}::jsonb
    FROM person p
    JOIN membership m ON m.person_id = p.id
    JOIN workspace w ON w.id = m.workspace_id AND w.kind = 'real'
    WHERE ${isThem}`);
}
