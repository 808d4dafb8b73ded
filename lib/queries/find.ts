import { and, desc, eq, ilike, isNull, or, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, instance } from '@/lib/store/schema';
import { instanceInSight } from '@/lib/store/sight';

/** One thing that can be found, and where it is. */
export interface Found {
  href: string;
  label: string;
  says: string;
  kind: 'Instances' | 'Accounts';
}

const EACH_MAX = 7;

/** Instances by label, number, GPU, host or address, living ones first; accounts by name. */
export async function find(db: Tx, scope: Scope, typed: string): Promise<Found[]> {
  const wanted = typed.trim().replace(/^#/, '');
  if (wanted === '') return [];
  const literal = wanted.replace(/[\\%_]/g, '\\$&');
  const like = `%${literal}%`;
  const instances = await db
    .select({
      accountId: instance.accountId,
      contractId: instance.contractId,
      label: instance.label,
      gpuName: instance.gpuName,
      numGpus: instance.numGpus,
      goneAt: instance.goneAt,
    })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, scope.workspaceId),
        instanceInSight(scope.sees, instance),
        or(
          ilike(instance.label, like),
          ilike(instance.gpuName, like),
          ilike(instance.image, like),
          sql`${instance.contractId}::text LIKE ${`${literal}%`}`,
          sql`${instance.machineId}::text = ${wanted}`,
          sql`${instance.hostId}::text = ${wanted}`,
          eq(instance.publicAddress, wanted),
        ),
      ),
    )
    .orderBy(sql`${instance.goneAt} IS NOT NULL`, desc(instance.presentHour), desc(instance.contractId))
    .limit(EACH_MAX);
  const accounts = await db
    .select({ id: account.id, name: account.name, origin: account.origin })
    .from(account)
    .where(
      and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt), ilike(account.name, like)),
    )
    .limit(EACH_MAX);
  return [
    ...instances.map((i) => ({
      href: `/instances/${i.accountId}/${i.contractId}`,
      label: i.label || String(i.contractId),
      says: `${i.numGpus}× ${i.gpuName}${i.goneAt ? ', gone' : ''}`,
      kind: 'Instances' as const,
    })),
    ...accounts.map((a) => ({
      href: `/accounts#${a.id}`,
      label: a.name,
      says: new URL(a.origin).host,
      kind: 'Accounts' as const,
    })),
  ];
}
