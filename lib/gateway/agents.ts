/** The switch that stops every agent of a workspace, and lets them act again. */
import { eq } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { type Actor, personOf } from '@/lib/policy/actor';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { workspace } from '@/lib/store/schema';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { permissionRefusal } from './permit';
import { agentsStopped } from './plans/problems';
import type { GatewayPorts } from './types';

/** Stopping is for everybody who may stop an instance; letting them act again for those who manage tokens. */
export const stopAgents = (ports: GatewayPorts, actor: Actor): Promise<Result<void>> =>
  change(ports, actor, permissionRefusal(actor, 'instances.operate'), true);

export const letAgentsAct = (ports: GatewayPorts, actor: Actor): Promise<Result<void>> =>
  change(ports, actor, permissionRefusal(actor, 'tokens.manage'), false);

async function change(
  { db, now }: GatewayPorts,
  actor: Actor,
  refused: Problem | null,
  stop: boolean,
): Promise<Result<void>> {
  if (refused) return fail(refused);
  const at = now();
  return db.transaction(async (tx) => {
    const stopped = { agentsStoppedAt: at, agentsStoppedBy: personOf(actor) };
    await tx
      .update(workspace)
      .set(stop ? stopped : { agentsStoppedAt: null, agentsStoppedBy: null })
      .where(eq(workspace.id, actor.workspaceId));
    await record(tx, actor, {
      at,
      action: stop ? 'agents.stopped' : 'agents.let_act',
      result: 'done',
      sentence: stop ? 'stopped every agent' : 'let agents act again',
    });
    await publish(tx, actor.workspaceId, ['agents', 'activity']);
    return ok(undefined);
  });
}

/** Null while agents may act. */
export async function stoppedRefusal(db: Tx, workspaceId: string): Promise<Problem | null> {
  const [row] = await db
    .select({ at: workspace.agentsStoppedAt })
    .from(workspace)
    .where(eq(workspace.id, workspaceId));
  return row?.at ? agentsStopped({ since: row.at.toISOString() }) : null;
}
