/** Which tools an agent is shown: its token's, narrowed by the address, and of those what it may use. */
import type { Tool as Definition } from '@modelcontextprotocol/sdk/types.js';
import { tokenOf } from '@/lib/policy/actor';
import { ALL, CORE, operationsIn, TOOLSETS } from '@/lib/policy/toolsets';
import { operationByName } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { coreTools } from './core';
import { definitionOf } from './definition';
import { operationTool } from './operation-tool';
import { noSuchToolset } from './problems';
import { fitting } from './shapes';
import type { Call, Tool } from './tool';

/** Tokens of one definition, everywhere but in `all`, which is told whole. */
export const TOOL_TOKENS = 350;

const operationTools: ReadonlyMap<string, Tool> = new Map(
  [...operationByName.values()].map((op) => [op.name, operationTool(op)]),
);

/** What an address or a header asks for. */
export interface Narrowed {
  toolset: string | null;
  readOnly: boolean;
}

/** The names of the sets that are shown: the token's word goes before the address'. */
export function setsFor(actor: Call['actor'], { toolset }: Narrowed): Result<readonly string[]> {
  const given = tokenOf(actor)?.toolsets ?? null;
  if (toolset === null) return ok(given ?? [CORE]);
  const within = given === null || given.includes(toolset) || given.includes(ALL);
  return within && TOOLSETS.includes(toolset)
    ? ok([toolset])
    : fail(noSuchToolset({ name: toolset, known: (given ?? TOOLSETS).join(', ') }));
}

export const toolsIn = (set: string): readonly Tool[] =>
  set === CORE ? coreTools : [...operationsIn(set)].flatMap((name) => operationTools.get(name) ?? []);

/** In a fixed order, each once. */
export function toolsFor(actor: Call['actor'], sets: readonly string[], readOnly: boolean): Tool[] {
  const all = new Set(TOOLSETS.filter((set) => sets.includes(set)).flatMap(toolsIn));
  return [...all].filter((tool) => tool.isFor(actor) && !(readOnly && tool.effect !== 'reads'));
}

/** What the tool would be called for if it were shown. */
export const anyTool = (name: string): Tool | undefined =>
  operationTools.get(name) ?? coreTools.find((tool) => tool.name === name);

const told = new Map<string, Definition>();

/** The same for everybody who is shown it, so that a client may keep it; made once. */
export function definitionIn(tool: Tool, whole: boolean): Definition {
  const key = `${whole ? ALL : ''} ${tool.name}`;
  const known = told.get(key);
  if (known) return known;
  const made = whole ? definitionOf(tool) : fitting(tool, TOOL_TOKENS, definitionOf);
  told.set(key, made);
  return made;
}
