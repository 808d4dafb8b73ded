import type { Actor } from '@/lib/policy/actor';
import { operations } from '@/lib/vast/operations';
import type { Target } from './destroy';
import { knownInstances } from './known-instances';
import { instanceNotFound } from './problems';
import type { Gateway, GatewayPorts, Outcome } from './types';

export type InstanceAct =
  | { kind: 'start' | 'stop' | 'reboot' | 'recycle' }
  | { kind: 'label'; label: string }
  | { kind: 'bid'; hourUsd: string };

export interface ActResult extends Target {
  outcome: Outcome<unknown>;
}

/** One act on many instances, one result each: what failed can be tried again by itself. */
export async function actOnInstances(
  { db }: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  targets: readonly Target[],
  act: InstanceAct,
): Promise<ActResult[]> {
  const known = await knownInstances(db, actor, targets);
  return Promise.all(
    targets.map(async (target) => {
      const row = known.find((k) => k.accountId === target.accountId && k.contractId === target.contractId);
      if (!row) return { ...target, outcome: { kind: 'refused' as const, problem: instanceNotFound() } };
      return { ...target, outcome: await perform(gateway, actor, row, act) };
    }),
  );
}

function perform(
  gateway: Gateway,
  actor: Actor,
  row: Target & { dphTotal: string | null },
  act: InstanceAct,
): Promise<Outcome<unknown>> {
  const id = row.contractId;
  const options = { contractId: id, deadlineMs: 120_000 };
  switch (act.kind) {
    case 'start':
      return gateway.run(operations.manageInstance, row.accountId, { id, state: 'running' }, actor, {
        ...options,
        ...(row.dphTotal === null ? {} : { reserveHourUsd: row.dphTotal }),
      });
    case 'stop':
      return gateway.run(operations.manageInstance, row.accountId, { id, state: 'stopped' }, actor, options);
    case 'label':
      return gateway.run(operations.manageInstance, row.accountId, { id, label: act.label }, actor, options);
    case 'reboot':
      return gateway.run(operations.rebootInstance, row.accountId, { id }, actor, options);
    case 'recycle':
      return gateway.run(operations.recycleInstance, row.accountId, { id }, actor, options);
    case 'bid':
      return gateway.run(operations.changeBid, row.accountId, { id, price: act.hourUsd }, actor, {
        ...options,
        reserveHourUsd: act.hourUsd,
      });
  }
}
