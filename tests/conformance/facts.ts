import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Table } from '@/scripts/facts/table';

/** What Vast.ai documents of each operation, by its name: made by `npm run facts`. */
export const FACTS_FILE = resolve(import.meta.dirname, 'facts.json');
export const facts: Table = JSON.parse(readFileSync(FACTS_FILE, 'utf8')) as Table;

export function factsOf(name: string): Table[string] {
  const found = facts[name];
  if (!found) throw new Error(`the table of facts has no ${name}; its names are in scripts/facts/names.ts`);
  return found;
}
