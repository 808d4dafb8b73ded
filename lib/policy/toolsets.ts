/**
 * What of Gantry an agent is shown: every definition costs it words before it has asked anything. `core` is made of
 * tasks, a subject's set of its operations, and `all` of every one.
 */
import { operationByName, subjects } from '@/lib/vast/operations';

export const CORE = 'core';
export const ALL = 'all';

export const TOOLSETS: readonly string[] = [CORE, ...subjects.map(({ name }) => name), ALL];

export const operationsIn = (toolset: string): ReadonlySet<string> =>
  toolset === ALL
    ? new Set(operationByName.keys())
    : (subjects.find(({ name }) => name === toolset)?.names ?? new Set());

/** What a list of tools means for a token: sets, or operations by name, which `all` then shows. */
export function toolsNamed(list: readonly string[]): {
  toolsets: readonly string[];
  operations: readonly string[] | null;
} {
  const sets = list.filter((name) => TOOLSETS.includes(name));
  const named = list.filter((name) => !sets.includes(name));
  // The core runs whatever there is; so does everything.
  if (sets.includes(ALL) || (sets.includes(CORE) && named.length === 0)) {
    return { toolsets: sets, operations: null };
  }
  const operations = [...new Set([...sets.flatMap((set) => [...operationsIn(set)]), ...named])];
  return { toolsets: named.length > 0 ? [...sets, ALL] : sets, operations };
}
