/** The TypeScript client's types and calls: one file an operation, and the list of them. */
import { z } from 'zod';
import { fieldsOf } from '@/lib/surfaces/rest/input';
import { pagingOf } from '@/lib/surfaces/rest/pages';
import { routeOf } from '@/lib/surfaces/rest/routes';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { knownProblems } from '@/lib/vast/problem';
import { shownReply } from '@/lib/vast/shown';
import { type Schema, typeOf } from './types';

const FOLDER = 'clients/typescript/src';
const MADE = '// Made by `npm run docs` from the operations themselves.';

/** After `errorsPage`, which loads every definition of a problem. */
export function clientFiles(): [string, string][] {
  const all = [...operationByName.values()];
  return [
    ...all.map((op): [string, string] => [`${FOLDER}/operations/${op.name}.ts`, fileOf(op)]),
    [`${FOLDER}/operations.ts`, listOf(all)],
    [`${FOLDER}/problem-codes.ts`, codes()],
  ];
}

function fileOf(op: Operation): string {
  const input = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [
    MADE,
    '',
    `/** ${op.title}. ${op.description} */`,
    `export type Input = ${typeOf(input)};`,
    '',
    `export type Output = ${typeOf(shownReply(op) as Schema)};`,
    '',
    `export const call = ${JSON.stringify(callOf(op), null, 2)} as const;`,
    '',
  ].join('\n');
}

const callOf = (op: Operation) => {
  const { method, path } = routeOf(op, 'resource');
  const reads = worstEffect(op) === 'reads';
  return {
    method,
    path,
    reads,
    pages: reads && pagingOf(op) !== 'first-page',
    // Whether the size of a page is a field of its input.
    limit: 'limit' in fieldsOf(op) ? ('input' as const) : ('address' as const),
    ...inPathUnlessGiven(op, path),
  };
};

/** A path has no place left empty: what the schema takes there by itself is written out. */
function inPathUnlessGiven(op: Operation, path: string): { unless?: Record<string, unknown> } {
  const fields = Object.entries(fieldsOf(op) as Record<string, Schema>);
  const unless = fields.flatMap(([name, { default: value }]) =>
    value !== undefined && path.includes(`{${name}}`) ? [[name, value] as const] : [],
  );
  return unless.length > 0 ? { unless: Object.fromEntries(unless) } : {};
}

function listOf(all: readonly Operation[]): string {
  const names = all.map(({ name }) => name).sort();
  return [
    MADE,
    ...names.map((name) => `import * as ${name} from './operations/${name}.ts';`),
    '',
    'export interface Operations {',
    ...names.map((name) => `  ${name}: { input: ${name}.Input; output: ${name}.Output };`),
    '}',
    '',
    'export const calls = {',
    ...names.map((name) => `  ${name}: ${name}.call,`),
    '} as const;',
    '',
  ].join('\n');
}

const codes = (): string =>
  [
    MADE,
    'export type ProblemCode =',
    ...knownProblems().map(({ code }, index, all) => `  | '${code}'${index === all.length - 1 ? ';' : ''}`),
    '',
  ].join('\n');
