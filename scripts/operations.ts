// npm run operations: every operation of Vast.ai that Gantry can do, as a table. `-- --json` gives entries for programs.
import { parseArgs } from 'node:util';
import { entries, entriesTable } from './docs/entries';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
console.log(values.json ? JSON.stringify(entries(), null, 2) : entriesTable());
