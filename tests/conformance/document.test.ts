/** The table of facts against what it is made of: the names, the official client's calls and Vast.ai's document. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { CLIENT_CALLS } from '@/scripts/facts/client-only';
import { NAMES } from '@/scripts/facts/names';
import { tableOf, textOf } from '@/scripts/facts/table';
import { FACTS_FILE, facts } from './facts';

const document =
  process.env.GANTRY_OPENAPI ?? resolve(import.meta.dirname, '../../../shared/vast/openapi.yaml');

it('the table of facts says what it was made of says (else: npm run facts)', () => {
  const written = readFileSync(FACTS_FILE, 'utf8');
  expect(textOf(facts)).toBe(written);
  expect(Object.keys(facts)).toEqual(Object.keys(NAMES));
  const ofClient = Object.values(facts).filter(({ source }) => source === 'official client');
  expect(ofClient).toHaveLength(CLIENT_CALLS.length);
  // Not everybody has the document; whoever has it checks every fact.
  if (existsSync(document)) expect(textOf(tableOf(readFileSync(document, 'utf8')))).toBe(written);
});
