import type { Role } from './roles';
import type { Sight } from './sight';
import type { TokenFacts } from './tokens';

/** Where somebody stands when they read or act. Every query takes it first; nothing is read without one. */
export interface Scope {
  workspaceId: string;
  personId: string;
  personName: string;
  email: string;
  role: Role;
  /** Objects and costs of other teams don't exist for them. */
  sees: Sight;
}

/** The door somebody came through. */
export const VIAS = ['page', 'rest', 'mcp'] as const;
export type Via = (typeof VIAS)[number];

/** What an agent acts on: its own words, its plan, and the person who agreed to it. */
export interface Grounds {
  reason?: string;
  planId?: string;
  approvedBy?: string;
}

/**
 * Who acts. Every kind is checked; none is trusted because of where it comes from. `requestId` is the request in which
 * it was asked for: what happens later, in the worker, still names it.
 */
export type Actor =
  | {
      kind: 'person';
      workspaceId: string;
      personId: string;
      name: string;
      role: Role;
      sees: Sight;
      via: Via;
      /** A program with a token of theirs: it may what both of them may. */
      token?: TokenFacts;
      grounds?: Grounds;
      requestId?: string;
    }
  /** A program that acts for nobody but itself, with a role and teams of its own. */
  | {
      kind: 'service';
      workspaceId: string;
      name: string;
      role: Role;
      sees: Sight;
      via: Via;
      token: TokenFacts;
      grounds?: Grounds;
      requestId?: string;
    }
  /** Gantry acting by itself on what a person set up or on its own duty to observe. */
  | {
      kind: 'rule';
      workspaceId: string;
      rule: 'lease' | 'take-back-over' | 'sync' | 'resolver' | 'setup' | 'groups' | 'leaving' | 'webhooks';
      name: string;
      requestId?: string;
    };

export const personActor = (scope: Scope, via: Via = 'page'): Actor => ({
  kind: 'person',
  workspaceId: scope.workspaceId,
  personId: scope.personId,
  name: scope.personName,
  role: scope.role,
  sees: scope.sees,
  via,
});

/** Rules act on what a person set up, wherever it is. */
export const sightOfActor = (actor: Actor): Sight => (actor.kind === 'rule' ? 'all' : actor.sees);

/** The token that a program acts with. */
export const tokenOf = (actor: Actor): TokenFacts | undefined =>
  actor.kind === 'rule' ? undefined : actor.token;

/** Whose acts they are: a token's, whoever it acts for; a person's; or a rule's. */
export const holderOf = (actor: Actor): string =>
  tokenOf(actor)?.id ?? (actor.kind === 'rule' ? actor.rule : (personOf(actor) ?? ''));

/** The person in whose name it is done, by themselves or by a program. */
export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null);
