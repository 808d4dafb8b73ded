/** What every reader of the audit shares: which events somebody sees, and how an instance is called in them. */
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { auditEvent, instance } from '@/lib/store/schema';
import { contractInSight, instanceInSight } from '@/lib/store/sight';
import type { Problem } from '@/lib/vast/problem';

/**
 * What happened to one's teams' instances, and what one did oneself. Whose an instance is is asked once for each
 * that is known, not once for each event: there are a hundred times as many.
 */
export function eventInSight(scope: Scope): SQL | undefined {
  if (scope.sees === 'all') return undefined;
  const known = {
    workspaceId: sql`known.workspace_id`,
    accountId: sql`known.account_id`,
    contractId: sql`known.contract_id`,
  };
  const mine = sql`(${auditEvent.accountId}, ${auditEvent.contractId}) IN (
    SELECT known.account_id, known.contract_id FROM (
      SELECT workspace_id, account_id, contract_id FROM contract WHERE workspace_id = ${scope.workspaceId}
      UNION SELECT workspace_id, account_id, contract_id FROM instance WHERE workspace_id = ${scope.workspaceId}
    ) known WHERE ${contractInSight(scope.sees, known)})`;
  return or(eq(auditEvent.actorId, scope.personId), mine);
}

type Event = typeof auditEvent.$inferSelect;

/** Why it was refused, or what is being looked up; Vast.ai's own words apart. */
export function troubleOf({ result, detail }: Pick<Event, 'result' | 'detail'>): {
  why: string | null;
  vastSays: string | null;
} {
  const problem = (detail as { problem?: Problem } | null)?.problem;
  return {
    why: result === 'done' || result === 'seen' ? null : (problem?.say ?? null),
    vastSays: problem?.vastSays ?? null,
  };
}

/** The gateway knows the number, the poller the label of that moment; people know the label of today. */
export function named(sentence: string, contractId: number, label: string | null, name: string): string {
  const byNumber = sentence.replaceAll(new RegExp(`\\binstance ${contractId}\\b`, 'g'), name);
  if (name !== 'it' || !label) return byNumber;
  const itself = label.replaceAll(/[^\w\s]/g, '\\$&');
  // "rented 2× RTX 4090 as llama at $0.66/h": on its own page it needs no name.
  const unnamed = byNumber.replace(new RegExp(` as ${itself} at `), ' at ');
  return unnamed.replaceAll(new RegExp(`(?<![\\w-])${itself}(?![\\w-])`, 'g'), 'it');
}

/** Labels of today by `account.contract`, of what is in the store and in sight. */
export async function labelsOf(
  db: Tx,
  scope: Scope,
  contractIds: number[],
): Promise<Map<string, string | null>> {
  if (contractIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: instance.accountId, contractId: instance.contractId, label: instance.label })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, scope.workspaceId),
        instanceInSight(scope.sees, instance),
        inArray(instance.contractId, [...new Set(contractIds)]),
      ),
    );
  return new Map(rows.map((row) => [`${row.accountId}.${row.contractId}`, row.label]));
}
