/**
 * Any operation by its name, for a person. What changes something is planned first; it runs with the plan's own words,
 * so that what was agreed to is what is done. Whether they may is the gateway's to say.
 */
import { unweighedRefusal } from '@/lib/gateway/limits';
import { refusalFor } from '@/lib/gateway/permit';
import { teamNeeded } from '@/lib/gateway/problems';
import type { Gateway, GatewayPorts } from '@/lib/gateway/types';
import { runWeighed } from '@/lib/gateway/weighed';
import { type Actor, sightOfActor } from '@/lib/policy/actor';
import { contractsIn, type Operation } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { noSuchOperation, notAgreed } from '../problems';
import { type Issue, issuesOf } from './issues';
import { type Plan, planOf } from './plan';
import { type ResultView, viewOf } from './result';

export interface Asked {
  name: string;
  accountId: string;
  input: unknown;
  /** The plan's phrase. */
  confirmation?: string | undefined;
  idempotencyKey?: string | undefined;
}

/** What spending limits say beforehand: `later` is said when it is sent, with the price of that moment. */
export type Verdict = 'clear' | 'later' | Problem;

export type RunOutcome =
  | { kind: 'invalid'; issues: Issue[] }
  /** Nothing was done yet. */
  | { kind: 'plan'; plan: Plan; verdict: Verdict }
  | { kind: 'done'; view: ResultView; next: Record<string, string> | null }
  | { kind: 'refused'; problem: Problem }
  /** It is being looked up; nobody may repeat it. */
  | { kind: 'unknown'; problem: Problem };

const refused = (problem: Problem): RunOutcome => ({ kind: 'refused', problem });

export async function runNamed(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  asked: Asked,
): Promise<RunOutcome> {
  const { accountId, confirmation, idempotencyKey } = asked;
  const op = operationByName.get(asked.name);
  if (!op) return refused(noSuchOperation());
  const read = op.input.safeParse(asked.input);
  if (!read.success) return { kind: 'invalid', issues: issuesOf(read.error) };

  const plan = planOf(op, read.data);
  const [contractId] = contractsIn(op, read.data as never);
  // Whoever may not is told so by the gateway, which writes it down.
  if (plan && !refusalFor(op, read.data as never, actor)) {
    if (confirmation === undefined) {
      const verdict = await verdictOn(ports, op, actor, plan, { accountId, contractId });
      return { kind: 'plan', plan, verdict };
    }
    if (confirmation.trim() !== plan.phrase) return refused(notAgreed());
  }
  const outcome = await runWeighed(ports, gateway, actor, {
    ...{ op, accountId, input: asked.input as never },
    options: idempotencyKey === undefined ? {} : { idempotencyKey },
  });
  if (outcome.kind !== 'done') return { kind: outcome.kind, problem: outcome.problem };
  return { kind: 'done', view: viewOf(outcome.value), next: nextPage(op, outcome.value) };
}

/** Weighed with its price at the moment it is sent: what a machine costs an hour is Vast.ai's to say. */
const WEIGHED: readonly string[] = [
  operations.rentOffer,
  operations.changeBid,
  operations.manageInstance,
].map(({ name }) => name);

async function verdictOn(
  { db }: GatewayPorts,
  op: Operation,
  actor: Actor,
  plan: Plan,
  target: { accountId: string; contractId: number | undefined },
): Promise<Verdict> {
  if (plan.effect !== 'spends') return 'clear';
  const sees = sightOfActor(actor);
  // Whoever sees several teams rents on the market's screen, where one is chosen.
  if (op.name === operations.rentOffer.name && sees !== 'all' && sees.length !== 1) return teamNeeded();
  if (WEIGHED.includes(op.name)) return 'later';
  const { accountId, contractId } = target;
  const refusal = await unweighedRefusal(
    db,
    actor,
    contractId === undefined ? undefined : { accountId, contractId },
  );
  return refusal ?? 'clear';
}

/** What to ask for to see what follows, for lists that come page by page. */
function nextPage(op: Operation, value: unknown): Record<string, string> | null {
  const token = (value as { next_token?: unknown } | null)?.next_token;
  const takes = 'after_token' in ((op.input as { shape?: object }).shape ?? {});
  return takes && typeof token === 'string' && token !== '' ? { after_token: token } : null;
}
