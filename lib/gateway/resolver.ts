/**
 * The owner of every unknown outcome. It looks the truth up at Vast.ai, or asks again where asking again is harmless,
 * and closes the intent; until then the money stays reserved and nobody else may repeat the act.
 */
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { intent } from '@/lib/store/schema';
import type { LostAnswer } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { answerLost } from '@/lib/vast/problems';
import type { Intent } from './intents';
import { neverSent } from './problems';
import { askAgain } from './resolver-again';
import { grouped, type Lost, leave, type Resolved, type Resolving } from './resolver-lost';
import { lookUp } from './resolver-trace';
import { settle } from './settle';
import type { Gateway, GatewayPorts } from './types';

export { ABSENCE_MS } from './resolver-trace';

/** A caller has 40 s for looking and 40 s for sending; an intent still open after this belongs to a process that died. */
export const ABANDONED_MS = 120_000;

const FIND_OUT: Record<LostAnswer, (resolving: Resolving, lost: readonly Lost[]) => Promise<void>> = {
  look: lookUp,
  repeat: askAgain,
  ask: async (resolving, lost) => {
    for (const each of lost) await leave(resolving, each, each.op.untold ?? '');
  },
};

/** One round over what is unsettled and due. Two resolvers at once are harmless: closing happens once. */
export async function resolveUnsettled(ports: GatewayPorts, gateway: Gateway): Promise<Resolved> {
  const { db, now } = ports;
  const tally: Resolved = { done: 0, refused: 0, waiting: 0 };
  for (const { op, i } of known(await findAbandoned(ports))) {
    if (i.sentAt === null) {
      await settle(db, op, i, { state: 'refused', problem: neverSent() }, now());
      tally.refused += 1;
    } else {
      await settle(db, op, i, { state: 'unknown', problem: answerLost(), nextLookupAt: now() }, now());
    }
  }

  const due = await db
    .select()
    .from(intent)
    .where(and(eq(intent.state, 'unknown'), or(isNull(intent.nextLookupAt), lte(intent.nextLookupAt, now()))))
    .orderBy(intent.openedAt)
    .limit(500);
  const groups = grouped(known(due), ({ op, i }) => `${i.workspaceId}/${i.accountId}/${op.lostAnswer}`);
  for (const lost of groups) {
    const [first] = lost;
    if (first) await FIND_OUT[first.op.lostAnswer]({ ports, gateway, tally }, lost);
  }
  return tally;
}

async function findAbandoned({ db, now }: GatewayPorts): Promise<Intent[]> {
  const before = new Date(now().getTime() - ABANDONED_MS);
  return db
    .select()
    .from(intent)
    .where(and(eq(intent.state, 'open'), lte(sql`coalesce(${intent.sentAt}, ${intent.openedAt})`, before)))
    .limit(500);
}

/** With their operations; one that a later Gantry doesn't know any more stays as it is. */
const known = (intents: readonly Intent[]): Lost[] =>
  intents.flatMap((i) => {
    const op = operationByName.get(i.operation);
    return op ? [{ op, i }] : [];
  });
