/** What happened, who did it and how it ended, in plain sentences; the newest first. */
import { and, desc, eq, lt, notLike, type SQL } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { auditEvent } from '@/lib/store/schema';
import { eventInSight, labelsOf, named, troubleOf } from './events';
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
      ...troubleOf(row),
      accountId: row.accountId,
      contractId: row.contractId,
    };
  });
}
