import { z } from 'zod';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName, subjects } from '@/lib/vast/operations';
import { noSuchOperation } from '../../problems';
import { act } from '../act';
import { operationIsFor, operationTool, turnOf } from '../operation-tool';
import { apart } from '../ours';
import { refused } from '../tool';
import { done, task } from './task';

const all = [...operationByName.values()];

export const listOperations = task({
  name: 'list_operations',
  title: 'List operations',
  description: 'Everything Vast.ai can do beyond these tools, by words or subject; run_operation runs it.',
  always: true,
  input: z.strictObject({
    words: z.string().max(200).optional(),
    subject: z.enum(subjects.map(({ name }) => name) as [string, ...string[]]).optional(),
  }),
  async run({ actor }, { words = '', subject }) {
    const names = subjects.find(({ name }) => name === subject)?.names;
    const looked = words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter(
      (op) =>
        (!names || names.has(op.name)) &&
        looked.every((word) => `${op.name} ${op.title} ${op.description}`.toLowerCase().includes(word)) &&
        operationIsFor(op, actor),
    );
    return done({
      operations: found.map((op) => ({ name: op.name, title: op.title, effect: worstEffect(op) })),
    });
  },
});

const known = (name: string): Operation | undefined => operationByName.get(name);

export const describeOperation = task({
  name: 'describe_operation',
  title: 'Describe an operation',
  description: 'What an operation does, and its input with units, ranges and examples.',
  always: true,
  input: z.strictObject({ name: z.string().max(200) }),
  async run({ actor }, { name }) {
    const op = known(name);
    if (!op || !operationIsFor(op, actor))
      return refused(noSuchOperation(), 'list_operations names those there are.');
    const { title, description, effect, input } = operationTool(op);
    return done({ name, title, description, effect, input });
  },
});

export const runOperation = task({
  name: 'run_operation',
  title: 'Run an operation',
  description: 'Any operation by its name. What spends, destroys or grants is planned first.',
  // The worst there is; what this call does, its operation says.
  operations: all,
  asksVast: true,
  input: z.strictObject({
    name: z.string().max(200).describe('From list_operations.'),
    input: z.record(z.string(), z.unknown()).default({}).describe('As describe_operation says.'),
    plan_id: z.string().max(64).optional(),
    reason: z.string().max(1000).optional(),
    account: z.string().max(200).optional(),
  }),
  turn: ({ name, input, plan_id }) => {
    const op = known(name);
    return op && plan_id === undefined ? turnOf(op, input) : 'writes';
  },
  async run(call, { name, input, plan_id, reason, account }) {
    const op = known(name);
    if (!op) return refused(noSuchOperation(), 'list_operations names those there are.');
    const parts = apart(op, input);
    const said = { plan_id, reason, account };
    const ours = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return act(call, { op, ...parts, ours: { ...parts.ours, ...ours } });
  },
});
