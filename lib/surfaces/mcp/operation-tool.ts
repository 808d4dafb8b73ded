/** The tool that an operation is, made of its description: nothing of it is written for agents alone. */
import { mayEver } from '@/lib/gateway/permit';
import { tokenOf } from '@/lib/policy/actor';
import { isPlanned } from '@/lib/policy/allowance';
import { tokenAllows } from '@/lib/policy/tokens';
import { type Effect, effectOf, type Operation, worstEffect } from '@/lib/vast/operation';
import { act } from './act';
import { apart, oursFor } from './ours';
import { inputSchemaOf, resultSchemaOf } from './shapes';
import type { Call, Json, Tool } from './tool';

/** Whether the token and whoever it acts for may ever do something with it. */
export function operationIsFor(op: Operation, actor: Call['actor']): boolean {
  const token = tokenOf(actor);
  // The mildest that one with several effects does is a change.
  const effects: Effect[] = typeof op.effect === 'string' ? [op.effect] : ['writes', op.effect.worst];
  return mayEver(op, actor) && (!token || effects.some((effect) => tokenAllows(token, op, effect)));
}

/** A plan is looked at like anything else; only its second call does something. */
export function turnOf(op: Operation, args: Json): 'reads' | 'writes' {
  const { ours, input } = apart(op, args);
  if (ours.plan_id !== undefined) return 'writes';
  const read = op.input.safeParse(input);
  const effect = read.success ? effectOf(op, read.data as never) : 'reads';
  return effect === 'writes' ? 'writes' : 'reads';
}

const PLANNED = ' It answers a plan first; a second call with its plan_id runs it.';

export function operationTool(op: Operation): Tool {
  const effect = worstEffect(op);
  const own = inputSchemaOf(op);
  const required = [...((own.required ?? []) as string[]), ...(effect === 'reads' ? [] : ['reason'])];
  return {
    name: op.name,
    title: op.title,
    description: `${op.description}${isPlanned(effect) ? PLANNED : ''}`,
    effect,
    idempotent: effect === 'reads' || op.lostAnswer === 'repeat',
    openWorld: true,
    input: {
      ...own,
      properties: { ...((own.properties ?? {}) as Json), ...oursFor(op) },
      ...(required.length > 0 ? { required } : {}),
    },
    result: resultSchemaOf(op),
    isFor: (actor) => operationIsFor(op, actor),
    turn: (args) => turnOf(op, args),
    call: (call, args) => act(call, { op, ...apart(op, args) }),
  };
}
