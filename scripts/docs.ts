// npm run docs: writes the pages and wire shapes that are made from the code. A test fails while they are stale.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GENERATED_FOLDERS, generatedFiles } from './docs/generated';
import { say } from './up/say.mjs';

const root = resolve(import.meta.dirname, '..');
const files = await generatedFiles(root);
for (const folder of GENERATED_FOLDERS) {
  for (const name of readdirSync(join(root, folder))) {
    if (!files.has(`${folder}/${name}`)) rmSync(join(root, folder, name));
  }
}
for (const [path, text] of files) writeFileSync(join(root, path), text);
say(`${files.size} files written`);
