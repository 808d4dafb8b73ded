/** The table of facts against the document it was made of, where that is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tableOf, textOf } from '@/scripts/facts/table';
import { FACTS_FILE } from './facts';

const document =
  process.env.GANTRY_OPENAPI ?? resolve(import.meta.dirname, '../../../shared/vast/openapi.yaml');

it('the table of facts says what the document says (else: npm run facts)', (context) => {
  if (!existsSync(document)) {
    context.skip(`Vast.ai’s document is not at ${document}; GANTRY_OPENAPI names another place`);
  }
  expect(textOf(tableOf(readFileSync(document, 'utf8')))).toBe(readFileSync(FACTS_FILE, 'utf8'));
});
