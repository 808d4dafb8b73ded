// npm run facts -- --openapi FILE: reads Vast.ai's OpenAPI document and writes tests/conformance/facts.json, the
// table that the conformance suite holds the registry and the emulator against.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tableOf, textOf } from './facts/table';
import { say } from './up/say.mjs';

const { values } = parseArgs({ options: { openapi: { type: 'string' } } });
if (!values.openapi) {
  console.error('Give the document: npm run facts -- --openapi FILE');
  process.exit(2);
}
const table = tableOf(readFileSync(values.openapi, 'utf8'));
writeFileSync(resolve(import.meta.dirname, '../tests/conformance/facts.json'), textOf(table));
say(`${Object.keys(table).length} operations written`);
