/** What other programs are told when an act at Vast.ai ends, or its answer is lost. */
import type { Actor } from '@/lib/policy/actor';
import type { NewEvent } from '@/lib/store/events';
import type { Operation } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import type { Closing, Intent } from './intents';
import type { RentPlan } from './settle';

export interface Settled {
  op: Operation;
  intent: Intent;
  closing: Closing;
  contractId: number | null;
  /** An instance that Vast.ai's list had lost already was told of then. */
  goneBefore: boolean;
  at: Date;
}

export const eventsOf = (settled: Settled): NewEvent[] => [
  ...(lostAnswer(settled) ?? []),
  ...(settled.closing.state === 'done' ? (toInstance(settled) ?? []) : []),
];

function lostAnswer({ op, intent, closing, contractId, at }: Settled): NewEvent[] | undefined {
  const data = {
    account_id: intent.accountId,
    operation: op.name,
    intent_id: intent.id,
    instance_id: contractId,
    by: whoIs(intent),
  };
  if (closing.state === 'unknown') return [{ type: 'operation.unknown', at, data }];
  if (intent.state !== 'unknown') return undefined;
  const why = closing.state === 'refused' ? closing.problem.say : null;
  return [{ type: 'operation.settled', at, data: { ...data, outcome: closing.state, why } }];
}

function toInstance({ op, intent, contractId, goneBefore, at }: Settled): NewEvent[] | undefined {
  if (contractId === null) return undefined;
  const about = { account_id: intent.accountId, instance_id: contractId };
  if (op.name === operations.rentOffer.name) {
    const plan = intent.plan as RentPlan | null;
    const data = {
      ...about,
      by: 'gantry',
      gpu_name: plan?.gpuName ?? null,
      num_gpus: plan?.numGpus ?? null,
      team_id: plan?.teamId ?? null,
      project: plan?.project ?? null,
      hour_usd: plan?.quoteHourUsd ?? null,
      ends_at: plan?.endsAt ?? null,
      actor: whoIs(intent),
    };
    return [{ type: 'instance.created', at, data }];
  }
  if (op.name !== operations.destroyInstance.name || goneBefore) return undefined;
  const actor = intent.actor as Actor;
  const by = actor.kind === 'rule' && actor.rule === 'lease' ? 'lease' : 'gantry';
  return [{ type: 'instance.destroyed', at, data: { ...about, by, actor: whoIs(intent) } }];
}

/** Who asked for it, in a word and a name. */
const whoIs = ({ actor }: Intent) => {
  const { kind, name } = actor as Actor;
  return { kind, name };
};
