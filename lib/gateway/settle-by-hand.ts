import { and, eq } from 'drizzle-orm';
import { type Actor, sightOfActor } from '@/lib/policy/actor';
import { record } from '@/lib/store/audit';
import { intent } from '@/lib/store/schema';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { isForPerson, operationByName } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { seesContract } from './known-instances';
import { permissionFor, permissionRefusal } from './permit';
import { nothingToSettle, settledByHand } from './problems';
import { settle } from './settle';
import type { GatewayPorts } from './types';

/**
 * Closes an unknown outcome that Gantry can't find out: somebody looked, and says how it ended. What it still looks
 * up, or asks for again, is not settled by hand.
 */
export async function settleByHand(
  { db, now }: GatewayPorts,
  actor: Actor,
  given: { intentId: string; as: 'done' | 'refused' },
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'instances.operate');
  if (refused) return fail(refused);
  const [known] = await db
    .select()
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, actor.workspaceId),
        eq(intent.id, given.intentId),
        eq(intent.state, 'unknown'),
      ),
    );
  const op = known && operationByName.get(known.operation);
  const { accountId, contractId } = known ?? {};
  if (!accountId || !op || !isForPerson(op.name, known.problem)) return fail(nothingToSettle());
  const seen = contractId
    ? await seesContract(db, actor, { accountId, contractId })
    : mayOfAccount(op, actor);
  if (!seen) return fail(nothingToSettle());
  const closing =
    given.as === 'done'
      ? { state: 'done' as const, output: { settledBy: actor.name } }
      : { state: 'refused' as const, problem: settledByHand() };
  if (!(await settle(db, op, known, closing, now()))) return fail(nothingToSettle());
  await record(db, actor, {
    at: now(),
    action: 'intent.settled',
    result: 'done',
    accountId: known.accountId,
    contractId: known.contractId,
    intentId: known.id,
    sentence: `said that “${op.title.toLowerCase()}” ${given.as === 'done' ? 'happened' : 'did not happen'}`,
  });
  return ok(undefined);
}

/** What is about no contract (an endpoint, a key) is for whoever sees the account whole and might have done it. */
const mayOfAccount = (op: Operation, actor: Actor): boolean =>
  sightOfActor(actor) === 'all' && permissionRefusal(actor, permissionFor(op, worstEffect(op))) === null;
