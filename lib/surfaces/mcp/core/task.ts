/** How a task-shaped tool is written: its arguments as a schema, the operations it stands on, and what it does. */
import { z } from 'zod';
import { issuesIn } from '@/lib/gateway/malformed';
import { notPermitted } from '@/lib/gateway/problems';
import { tokenOf } from '@/lib/policy/actor';
import { may, type Permission, permissions } from '@/lib/policy/roles';
import { type Effect, type Operation, worstEffect } from '@/lib/vast/operation';
import { inputMalformed } from '../../rest/problems';
import { runByNumber } from '../act';
import { operationIsFor } from '../operation-tool';
import { schemaOf } from '../shapes';
import { type Answer, type Call, type Json, refused, type Tool } from '../tool';

interface Task<I extends z.ZodType> {
  name: string;
  title: string;
  description: string;
  /** The worst of its operations, unless it only reads Gantry's books. */
  effect?: Effect;
  /** What it stands for: there is no such tool for a token that may do none of them. */
  operations?: readonly Operation[];
  /** It asks Vast.ai for them, rather than Gantry's own books. */
  asksVast?: boolean;
  /** Of Gantry itself, for every token. */
  always?: boolean;
  /** What a role needs to read it from Gantry's books. */
  permission?: Permission;
  input: I;
  turn?: (args: z.output<I>) => 'reads' | 'writes';
  run(call: Call, args: z.output<I>): Promise<Answer>;
}

const ORDER: readonly Effect[] = ['reads', 'writes', 'spends', 'destroys', 'grants'];

export function task<I extends z.ZodType>(given: Task<I>): Tool {
  const { operations = [], permission } = given;
  const worst = operations.map(worstEffect).toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0];
  const effect = given.effect ?? worst ?? 'reads';
  return {
    name: given.name,
    title: given.title,
    description: given.description,
    effect,
    idempotent: effect === 'reads',
    openWorld: given.asksVast ?? false,
    input: schemaOf(given.input),
    result: {},
    isFor: (actor) =>
      (permission === undefined || may(actor.role, permission)) &&
      (operations.length === 0
        ? given.always === true || tokenNamesAll(actor)
        : operations.some((op) => operationIsFor(op, actor))),
    turn: (args) => {
      if (isPlanAlone(args)) return 'writes';
      const read = given.input.safeParse(args);
      return read.success && given.turn ? given.turn(read.data) : 'reads';
    },
    async call(call: Call, args: Json): Promise<Answer> {
      if (permission !== undefined && !may(call.actor.role, permission)) {
        return refused(notPermitted({ need: permissions[permission].toLowerCase() }));
      }
      if (effect !== 'reads' && isPlanAlone(args)) return runByNumber(call, String(args.plan_id));
      const read = given.input.safeParse(args);
      if (read.success) return given.run(call, read.data);
      const issues = issuesIn(given, read.error);
      const fields = issues.map(({ field, why }) => `${field}: ${why}`).join('; ');
      return { kind: 'refused', problem: inputMalformed({ fields }), issues };
    },
  };
}

/** A plan is run as it was made; nothing of it need be said again. */
const isPlanAlone = (args: Json): boolean =>
  typeof args.plan_id === 'string' &&
  Object.keys(args).every((name) => name === 'plan_id' || name === 'reason' || name === 'account');

/** A token that names its operations reads of Gantry's books what they would have told, and no more. */
const tokenNamesAll = (actor: Call['actor']): boolean => (tokenOf(actor)?.operations ?? null) === null;

export const done = (
  result: unknown,
  more: Omit<Extract<Answer, { kind: 'done' }>, 'kind' | 'result'> = {},
): Answer => ({
  kind: 'done',
  result,
  ...more,
});

/** Arguments of the second call. */
export const planned = {
  plan_id: z.string().max(64).optional().describe('From the plan: runs it.'),
  reason: z.string().max(1000).optional().describe('Why, in a sentence.'),
};
