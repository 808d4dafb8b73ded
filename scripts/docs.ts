// npm run docs: writes the pages and wire shapes that are made from the code. A test fails while they are stale.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from './docs/generated';
import { say } from './up/say.mjs';

const root = resolve(import.meta.dirname, '..');
const files = await generatedFiles(root);
for (const name of readdirSync(join(root, 'tests/wire'))) {
  if (!files.has(`tests/wire/${name}`)) rmSync(join(root, 'tests/wire', name));
}
for (const [path, text] of files) writeFileSync(join(root, path), text);
say(`${files.size} files written`);
