import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import { type Actor, sightOfActor } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { instance } from '@/lib/store/schema';
import { contractInSight, instanceInSight } from '@/lib/store/sight';
import type { Target } from './destroy';

export interface KnownInstance extends Target {
  label: string | null;
  /** $/h while running, exact text. */
  dphTotal: string | null;
}

/** Those of the targets that are there and that the actor sees. Another workspace's or team's is simply not found. */
export async function knownInstances(
  db: Tx,
  actor: Actor,
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
        eq(instance.workspaceId, actor.workspaceId),
        isNull(instance.goneAt),
        instanceInSight(sightOfActor(actor), instance),
        or(
          ...targets.map((t) =>
            and(eq(instance.accountId, t.accountId), eq(instance.contractId, t.contractId)),
          ),
        ),
      ),
    );
  return rows.map((row) => ({ ...row, dphTotal: row.dphTotal === null ? null : exact(row.dphTotal) }));
}

/** Whether the actor sees it, gone or not. Whoever sees all also acts on what no reading has shown yet. */
export async function seesContract(db: Tx, actor: Actor, target: Target): Promise<boolean> {
  const inSight = contractInSight(sightOfActor(actor), {
    workspaceId: sql`${actor.workspaceId}::uuid`,
    accountId: sql`${target.accountId}::uuid`,
    contractId: sql`${target.contractId}::bigint`,
  });
  if (inSight === undefined) return true;
  const { rows } = await db.execute<{ seen: boolean }>(sql`SELECT ${inSight} AS seen`);
  return rows[0]?.seen === true;
}
