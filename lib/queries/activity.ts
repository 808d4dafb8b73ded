/** What happened, who did it and how it ended, in plain sentences; the newest first. */
import { and, desc, eq, inArray, lt, notLike, or, type SQL } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { auditEvent, instance } from '@/lib/store/schema';
import { contractInSight } from '@/lib/store/sight';
import type { Problem } from '@/lib/vast/problem';
import type { InstanceKey } from './instances-detail';

export interface Happening {
  id: number;
  atMs: number;
  /** person | visitor | rule | key | vast */
  actorKind: string;
  who: string;
  /** What follows the name: "stopped llama-ft-12". */
  did: string;
  /** `seen`: Vast.ai did it, nobody here asked. */
  result: 'done' | 'refused' | 'unknown' | 'seen';
  /** Why it was refused, or what is being looked up; Vast.ai's own words apart. */
  why: string | null;
  vastSays: string | null;
  accountId: string | null;
  contractId: number | null;
}

export async function recentActivity(
  db: Tx,
  scope: Scope,
  options: { limit: number; before?: number },
): Promise<Happening[]> {
  return happenings(
    db,
    scope,
    and(
      // Who comes and goes stands in the audit; between rents and stops it would hide them.
      notLike(auditEvent.action, 'sign-in.%'),
      options.before === undefined ? undefined : lt(auditEvent.id, options.before),
    ),
    options.limit,
    (_, label, contractId) => label ?? `instance ${contractId}`,
  );
}

/** The timeline of one instance; its own name in it is "it". */
export const instanceTimeline = (
  db: Tx,
  scope: Scope,
  key: InstanceKey,
  limit: number,
): Promise<Happening[]> =>
  happenings(
    db,
    scope,
    and(eq(auditEvent.accountId, key.accountId), eq(auditEvent.contractId, key.contractId)),
    limit,
    () => 'it',
  );

type Naming = (accountId: string, label: string | null, contractId: number) => string;

async function happenings(
  db: Tx,
  scope: Scope,
  where: SQL | undefined,
  limit: number,
  naming: Naming,
): Promise<Happening[]> {
  if (!may(scope.role, 'audit.read')) return [];
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.workspaceId, scope.workspaceId), eventInSight(scope), where))
    .orderBy(desc(auditEvent.id))
    .limit(limit);
  const labels = await labelsOf(
    db,
    scope,
    rows.flatMap((row) => row.contractId ?? []),
  );
  return rows.map((row) => {
    const problem = (row.detail as { problem?: Problem } | null)?.problem;
    const label = labels.get(`${row.accountId}.${row.contractId}`) ?? null;
    return {
      id: row.id,
      atMs: row.at.getTime(),
      actorKind: row.actorKind,
      who: row.actorName,
      did:
        row.contractId === null
          ? row.sentence
          : named(row.sentence, row.contractId, label, naming(row.accountId ?? '', label, row.contractId)),
      result: row.result,
      why: row.result === 'done' || row.result === 'seen' ? null : (problem?.say ?? null),
      vastSays: problem?.vastSays ?? null,
      accountId: row.accountId,
      contractId: row.contractId,
    };
  });
}

/** What happened to one's teams' instances, and what one did oneself. */
const eventInSight = (scope: Scope): SQL | undefined =>
  scope.sees === 'all'
    ? undefined
    : or(eq(auditEvent.actorId, scope.personId), contractInSight(scope.sees, auditEvent));

/** The gateway knows the number, the poller the label of that moment; people know the label of today. */
function named(sentence: string, contractId: number, label: string | null, name: string): string {
  const byNumber = sentence.replaceAll(new RegExp(`\\binstance ${contractId}\\b`, 'g'), name);
  if (name !== 'it' || !label) return byNumber;
  const itself = label.replaceAll(/[^\w\s]/g, '\\$&');
  // "rented 2× RTX 4090 as llama at $0.66/h": on its own page it needs no name.
  const unnamed = byNumber.replace(new RegExp(` as ${itself} at `), ' at ');
  return unnamed.replaceAll(new RegExp(`(?<![\\w-])${itself}(?![\\w-])`, 'g'), 'it');
}

async function labelsOf(db: Tx, scope: Scope, contractIds: number[]): Promise<Map<string, string | null>> {
  if (contractIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: instance.accountId, contractId: instance.contractId, label: instance.label })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, scope.workspaceId),
        inArray(instance.contractId, [...new Set(contractIds)]),
      ),
    );
  return new Map(rows.map((row) => [`${row.accountId}.${row.contractId}`, row.label]));
}
