import { and, eq, isNull, or } from 'drizzle-orm';
import { exact } from '@/lib/money';
import type { Tx } from '@/lib/store/db';
import { instance } from '@/lib/store/schema';
import type { Target } from './destroy';

export interface KnownInstance extends Target {
  label: string | null;
  /** $/h while running, exact text. */
  dphTotal: string | null;
}

/** Those of the targets that are this workspace's and not gone. Another workspace's instance is simply not found. */
export async function knownInstances(
  db: Tx,
  workspaceId: string,
  targets: readonly Target[],
): Promise<KnownInstance[]> {
  if (targets.length === 0) return [];
  const rows = await db
    .select({
      accountId: instance.accountId,
      contractId: instance.contractId,
      label: instance.label,
      dphTotal: instance.dphTotal,
    })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, workspaceId),
        isNull(instance.goneAt),
        or(
          ...targets.map((t) =>
            and(eq(instance.accountId, t.accountId), eq(instance.contractId, t.contractId)),
          ),
        ),
      ),
    );
  return rows.map((row) => ({ ...row, dphTotal: row.dphTotal === null ? null : exact(row.dphTotal) }));
}
