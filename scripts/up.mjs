// npm run up: everything from a fresh clone to a page that answers. This half uses Node built-ins only, because
// nothing may be installed yet; `up/start.ts` is the other half.  --dev serves with `next dev`, for working on it.
import { resolve } from 'node:path';
import { ensureDependencies, requireNode } from './up/dependencies.mjs';
import { lock } from './up/lock.mjs';
import { sayError, step } from './up/say.mjs';

requireNode();
const root = resolve(import.meta.dirname, '..');
const dataDir = resolve(process.env.GANTRY_DATA_DIR || resolve(root, '.gantry'));
process.chdir(root);
process.env.GANTRY_DATA_DIR = dataDir;
// A closed terminal takes the output away, not the program.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  const unlock = await lock(dataDir);
  process.once('exit', unlock);
  await step('dependencies', () => ensureDependencies(root));
  // From here on TypeScript: tsx has just been installed.
  const { register } = await import('tsx/esm/api');
  register();
  const { start } = await import('./up/start.ts');
  await start({ root, dataDir, dev: process.argv.includes('--dev') });
} catch (error) {
  sayError(error);
  process.exit(1);
}
