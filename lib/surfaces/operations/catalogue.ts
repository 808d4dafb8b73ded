/** The operations as somebody sees them: by subject, each with what it does and whether they may. */
import { mayEver, permissionFor } from '@/lib/gateway/permit';
import type { Scope } from '@/lib/policy/actor';
import { permissions } from '@/lib/policy/roles';
import { type Effect, type LostAnswer, type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName, subjects } from '@/lib/vast/operations';
import { routeOf } from '../rest/routes';
import { type Field, fieldsOf } from './form';

export interface OperationLine {
  name: string;
  title: string;
  description: string;
  effect: Effect;
  /** It depends on what is asked for; `effect` is the worst of it. */
  atWorst: boolean;
  may: boolean;
}

export interface OperationFacts extends OperationLine {
  method: string;
  path: string;
  router: boolean;
  permission: string;
  minIntervalMs: number;
  lostAnswer: LostAnswer;
  /** Screens made for it, where there are some without a place in their address. */
  screens: string[];
  fields: Field[];
  /** Names of fields that are typed unseen. */
  secrets: string[];
  /** Where a program calls it, below `/api/vast/`. */
  rest: { method: string; path: string };
  keptBack: string[];
  shownOnce: string[];
}

export interface Subject {
  title: string;
  operations: OperationLine[];
}

export const catalogue = (scope: Scope): Subject[] =>
  subjects.map(({ title, names }) => ({
    title,
    operations: [...names].flatMap((name) => {
      const op = operationByName.get(name);
      return op ? lineOf(op, scope) : [];
    }),
  }));

/** Null for what isn't there, and for what isn't there for them. */
export function operationFacts(scope: Scope, name: string): OperationFacts | null {
  const op = operationByName.get(name);
  if (!op || !mayEver(op, scope)) return null;
  const once = op.shownOnce ?? [];
  const { method, path } = routeOf(op, 'resource');
  return {
    ...lineOf(op, scope),
    method: op.http.method,
    path: op.http.path,
    router: op.http.host === 'router',
    permission: permissions[permissionFor(op, worstEffect(op))],
    minIntervalMs: op.minIntervalMs,
    lostAnswer: op.lostAnswer,
    screens: (op.screens ?? []).filter((screen) => !screen.includes('[')),
    fields: fieldsOf(op),
    secrets: [...(op.secretInput ?? [])],
    rest: { method, path },
    keptBack: (op.secretOutput ?? []).filter((each) => !once.includes(each)),
    shownOnce: [...once],
  };
}

const lineOf = (op: Operation, scope: Scope): OperationLine => ({
  name: op.name,
  title: op.title,
  description: op.description,
  effect: worstEffect(op),
  atWorst: typeof op.effect !== 'string',
  may: mayEver(op, scope),
});

const FOUND_MAX = 6;

/** For the palette: those by whose name or title something is looked for, as far as they may be run. */
export function findOperations(scope: Scope, typed: string) {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return [...operationByName.values()]
    .filter((op) => words.every((word) => `${op.title} ${op.name}`.toLowerCase().includes(word)))
    .filter((op) => mayEver(op, scope))
    .slice(0, FOUND_MAX)
    .map((op) => ({
      href: `/operations/${op.name}`,
      label: op.title,
      says: worstEffect(op),
      kind: 'Operations' as const,
    }));
}
