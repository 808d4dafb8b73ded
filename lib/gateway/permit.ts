import { type Actor, type Scope, sightOfActor, tokenOf } from '@/lib/policy/actor';
import { may, type Permission, permissions } from '@/lib/policy/roles';
import { notForToken, type TokenObjection, tokenObjection } from '@/lib/policy/tokens';
import {
  contractsIn,
  type Effect,
  effectOf,
  type Input,
  namesContracts,
  type Operation,
  type VastScope,
} from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { notPermitted } from './problems';

/**
 * Which of Gantry's permissions an operation needs: what it says, or what follows from what it touches and does. The
 * serverless router asks for no scope of its own: its calls are weighed as those to the endpoints behind it.
 */
export const permissionFor = (
  op: Pick<Operation, 'scope' | 'permission'> & Partial<Pick<Operation, 'http'>>,
  effect: Effect,
): Permission => op.permission ?? permissionOf(op.http?.host === 'router' ? 'misc' : op.scope, effect);

function permissionOf(scope: VastScope, effect: Effect): Permission {
  switch (scope) {
    case 'instance_read':
      return 'instances.read';
    case 'instance_write':
      return toInstances(effect);
    case 'billing_read':
      // The account's whole money, whichever team caused it.
      return 'balance.read';
    case 'user_read':
    case 'team_read':
      return 'accounts.read';
    case 'machine_read':
      return 'hosting.read';
    case 'machine_write':
      return 'hosting.manage';
    case 'misc':
      // Searching offers; and endpoints, which are instances that rent themselves.
      return effect === 'reads' ? 'market.read' : toInstances(effect);
    case 'user_write':
    case 'team_write':
    case 'billing_write':
    case null:
      return 'accounts.manage';
  }
}

function toInstances(effect: Effect): Permission {
  if (effect === 'spends') return 'instances.rent';
  return effect === 'destroys' ? 'instances.destroy' : 'instances.operate';
}

/** What Gantry may do on its own: only what the rule is for. */
const ruleMay: Record<Extract<Actor, { kind: 'rule' }>['rule'], (effect: Effect, op: Operation) => boolean> =
  {
    sync: (effect) => effect === 'reads',
    resolver: (effect) => effect === 'reads',
    setup: (effect) => effect === 'reads',
    groups: () => false,
    webhooks: () => false,
    lease: (effect, op) => effect === 'reads' || op.name === operations.destroyInstance.name,
    'take-back-over': (effect, op) => effect === 'reads' || op.name === operations.destroyInstance.name,
    // What leaves with a person: their keys, never an instance.
    leaving: (_, op) => op.name === operations.deleteSshKey.name,
  };

/**
 * For what only people do (and, where named, setup): null when the actor has the permission, else why not.
 */
export function permissionRefusal(
  actor: Actor,
  need: Permission,
  alsoRule?: Extract<Actor, { kind: 'rule' }>['rule'],
): Problem | null {
  const token = tokenOf(actor);
  // A program acts by operations, each of which its token is held to; the rest is done in person.
  if (token) return inPersonRefusal(actor);
  return rightRefusal(actor, need, alsoRule);
}

/** Said to whatever isn't a person at a page. */
export const inPersonRefusal = (actor: Actor): Problem =>
  notForToken({ token: tokenOf(actor)?.name ?? actor.name, why: 'in-person', what: IN_WORDS['in-person'] });

function rightRefusal(actor: Actor, need: Permission, alsoRule?: string): Problem | null {
  const allowed = actor.kind === 'rule' ? actor.rule === alsoRule : may(actor.role, need);
  return allowed ? null : notPermitted({ need: permissions[need].toLowerCase() });
}

const IN_WORDS: Record<TokenObjection, string> = {
  operation: 'it names other operations',
  effect: 'it may not change, spend, destroy or grant so much',
  account: 'it names other accounts',
  'in-person': 'only a signed-in person does this',
};

/** Null when no token is used, or the token lets it be; else which of its bounds is met. */
function tokenRefusal(op: Operation, effect: Effect, actor: Actor, accountId?: string): Problem | null {
  const token = tokenOf(actor);
  const why = token && tokenObjection(token, op, effect, accountId);
  return why ? notForToken({ token: token.name, why, what: IN_WORDS[why] }) : null;
}

/** Null when the actor has the right to this effect of the operation, and a token allows it. */
export const effectRefusal = (
  op: Operation,
  effect: Effect,
  actor: Actor,
  accountId?: string,
): Problem | null =>
  rightRefusal(actor, permissionFor(op, effect)) ?? tokenRefusal(op, effect, actor, accountId);

/** An account's instances and volumes come whole at Vast.ai, whichever team they are of; of the market anybody may rent. */
const ofWhole = (op: Operation, effect: Effect): boolean =>
  op.whole === true || op.scope === 'instance_read' || (op.scope === 'instance_write' && effect !== 'spends');

/** Whether there is anything that the operation does which they may have done: else it isn't there for them. */
export function mayEver(op: Operation, scope: Pick<Scope, 'role' | 'sees'>): boolean {
  // The mildest thing that one with several effects does is a change.
  const effects: Effect[] = typeof op.effect === 'string' ? [op.effect] : ['writes', op.effect.worst];
  return effects.some(
    (effect) =>
      may(scope.role, permissionFor(op, effect)) &&
      (scope.sees === 'all' || !ofWhole(op, effect) || namesContracts(op)),
  );
}

/** Null when the actor may run the operation, else why not. */
export function refusalFor<O extends Operation>(
  op: O,
  input: Input<O>,
  actor: Actor,
  accountId?: string,
): Problem | null {
  const effect = effectOf(op, input);
  if (actor.kind === 'rule')
    return ruleMay[actor.rule](effect, op) ? null : notPermitted({ need: `rule ${actor.rule}` });
  if (ofWhole(op, effect) && sightOfActor(actor) !== 'all' && contractsIn(op, input).length === 0) {
    return notPermitted({ need: 'see every instance of an account' });
  }
  return effectRefusal(op, effect, actor, accountId);
}
