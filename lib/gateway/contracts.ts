import { and, eq, sql } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { type Actor, personOf, sightOfActor } from '@/lib/policy/actor';
import { seesTeam } from '@/lib/policy/sight';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { reallocateContract } from '@/lib/store/ledger-allocation';
import { contract, instance, team } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import type { Target } from './destroy';
import { seesContract } from './known-instances';
import { permissionRefusal } from './permit';
import { instanceNotFound, teamNotFound } from './problems';
import type { GatewayPorts } from './types';

/** Says whose a contract is: adopts one that was made outside Gantry, or moves one. Its costs move with it. */
export async function assignContract(
  { db, now }: GatewayPorts,
  actor: Actor,
  given: Target & { teamId: string | null; project: string | null },
): Promise<Result<void>> {
  return changeContract({ db, now } as GatewayPorts, actor, given, async (tx, personId) => {
    // Whoever sees their teams only can't give an instance away, nor put it where nobody of theirs looks.
    if (!seesTeam(sightOfActor(actor), given.teamId)) return fail(teamNotFound());
    const name = given.teamId === null ? null : await teamName(tx, actor.workspaceId, given.teamId);
    if (given.teamId !== null && name === null) return fail(teamNotFound());
    await tx
      .update(contract)
      .set({ teamId: given.teamId, project: given.project, assignedBy: personId, assignedAt: now() })
      .where(ofTarget(contract, actor.workspaceId, given));
    await reallocateContract(tx, actor.workspaceId, given.accountId, given.contractId);
    return ok(
      `assigned instance ${given.contractId} to ${name ?? 'no team'}${given.project ? `, project ${given.project}` : ''}`,
    );
  });
}

/** Sets or clears the lease's end. Gantry destroys the instance at that moment. */
export async function setEnd(
  ports: GatewayPorts,
  actor: Actor,
  given: Target & { endsAt: Date | null },
): Promise<Result<void>> {
  return changeContract(ports, actor, given, async (tx) => {
    await tx
      .update(contract)
      .set({ endsAt: given.endsAt })
      .where(ofTarget(contract, actor.workspaceId, given));
    return ok(
      given.endsAt === null
        ? `removed the end of instance ${given.contractId}`
        : `set the end of instance ${given.contractId} to ${given.endsAt.toISOString()}`,
    );
  });
}

const ofTarget = (table: typeof contract | typeof instance, workspaceId: string, t: Target) =>
  and(
    eq(table.workspaceId, workspaceId),
    eq(table.accountId, t.accountId),
    eq(table.contractId, t.contractId),
  );

async function teamName(tx: Tx, workspaceId: string, teamId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: team.name })
    .from(team)
    .where(and(eq(team.workspaceId, workspaceId), eq(team.id, teamId)));
  return row?.name ?? null;
}

async function changeContract(
  { db, now }: GatewayPorts,
  actor: Actor,
  target: Target,
  change: (tx: Tx, personId: string | null) => Promise<Result<string>>,
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'instances.assign');
  if (refused) return fail(refused);
  const personId = personOf(actor);
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ contractId: contract.contractId })
      .from(contract)
      .where(ofTarget(contract, actor.workspaceId, target))
      .for('update');
    if (!known || !(await seesContract(tx, actor, target))) return fail(instanceNotFound());
    const changed = await change(tx, personId);
    if (!changed.ok) return changed;
    // Team and end are part of the live row.
    await tx
      .update(instance)
      .set({ version: sql`nextval('live_version')` })
      .where(ofTarget(instance, actor.workspaceId, target));
    await record(tx, actor, {
      at: now(),
      action: 'contract.changed',
      result: 'done',
      accountId: target.accountId,
      contractId: target.contractId,
      sentence: changed.value,
    });
    await publish(tx, actor.workspaceId, ['instances', 'costs', 'activity']);
    return ok(undefined);
  });
}
