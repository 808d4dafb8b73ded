import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import { type Actor, sightOfActor } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { instance } from '@/lib/store/schema';
import { contractInSight, instanceInSight } from '@/lib/store/sight';
import { contractsIn, type Operation } from '@/lib/vast/operation';
import type { Problem } from '@/lib/vast/problem';
import type { Target } from './destroy';
import { instanceNotFound } from './problems';

export interface KnownInstance extends Target {
  label: string | null;
  /** $/h while running, exact text. */
  dphTotal: string | null;
  /** What whoever rents it last asked for. */
  intendedStatus: string | null;
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
      intendedStatus: instance.intendedStatus,
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

/** Null when the actor sees every contract that the input names. */
export async function unseenRefusal(
  db: Tx,
  actor: Actor,
  accountId: string,
  op: Operation,
  input: unknown,
): Promise<Problem | null> {
  for (const contractId of contractsIn(op, input as never)) {
    if (!(await seesContract(db, actor, { accountId, contractId }))) return instanceNotFound();
  }
  return null;
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
