import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
import { act } from '../act';
import { turnOf } from '../operation-tool';
import { type Answer, type Call, type Json, refused } from '../tool';
import { account, accountOfInstance, instanceId } from './names';
import { planned, task } from './task';

interface Acting {
  instance_id: number;
  account?: string | undefined;
  plan_id?: string | undefined;
  reason?: string | undefined;
}

/** On the account that has it. */
async function actOn(call: Call, op: Operation, args: Acting, more: Json = {}): Promise<Answer> {
  const at = await accountOfInstance(call, args);
  if (!at.ok) return refused(at.problem);
  const ours = { account: at.value, plan_id: args.plan_id, reason: args.reason };
  return act(call, { op, input: { id: args.instance_id, ...more }, ours });
}

const ACTIONS: Record<'start' | 'stop' | 'label' | 'reboot' | 'recycle', { name: string; says: Json }> = {
  start: { name: operations.manageInstance.name, says: { state: 'running' } },
  stop: { name: operations.manageInstance.name, says: { state: 'stopped' } },
  label: { name: operations.manageInstance.name, says: {} },
  reboot: { name: operations.rebootInstance.name, says: {} },
  recycle: { name: operations.recycleInstance.name, says: {} },
};

const Action = z.strictObject({
  instance_id: instanceId,
  action: z.enum(['start', 'stop', 'reboot', 'recycle', 'label']),
  label: z.string().max(1024).optional().describe('With action label.'),
  account,
  ...planned,
});

/** The operation, and what is said to it. */
function meant({ action, label }: z.output<typeof Action>): { op: Operation; says: Json } {
  const { name, says } = ACTIONS[action];
  const op = operationByName.get(name);
  if (!op) throw new Error(`${name} is no operation`);
  return { op, says: action === 'label' ? { label } : says };
}

export const instanceAction = task({
  name: 'instance_action',
  title: 'Start, stop, reboot, recycle or label',
  description:
    'stop keeps the disk and its bill. start and recycle (which loses the disk) are planned first.',
  operations: [operations.manageInstance, operations.rebootInstance, operations.recycleInstance],
  asksVast: true,
  input: Action,
  turn: (args) => {
    const { op, says } = meant(args);
    return turnOf(op, { id: args.instance_id, ...says, ...(args.plan_id ? { plan_id: args.plan_id } : {}) });
  },
  run: (call, args) => {
    const { op, says } = meant(args);
    return actOn(call, op, args, says);
  },
});

export const destroy = task({
  name: 'destroy',
  title: 'Destroy an instance',
  description:
    'Ends it and its bill; its disk is lost for good. First call: a plan. Second call with plan_id: destroys.',
  operations: [operations.destroyInstance],
  asksVast: true,
  input: z.strictObject({ instance_id: instanceId, account, ...planned }),
  turn: (args) => (args.plan_id === undefined ? 'reads' : 'writes'),
  run: (call, args) => actOn(call, operations.destroyInstance, args),
});
