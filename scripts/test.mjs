// npm test: everything that must hold, on a fresh clone. Goes on after a failing step, so that one run shows
// all that is wrong, and closes with one line `N passed, N failed` over all runners.
//   --fast              what needs no database and no browser, in under a minute
//   --only a,b          these steps only        --also a,b   these in addition (postgres15 runs only so)
// Node built-ins only until the dependencies are there.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runSteps } from './test/run.mjs';
import { ALL, FAST, STEPS } from './test/steps.mjs';
import { ensureDependencies, requireNode } from './up/dependencies.mjs';

requireNode();
process.chdir(resolve(import.meta.dirname, '..'));
const { values } = parseArgs({
  options: { fast: { type: 'boolean' }, only: { type: 'string' }, also: { type: 'string' } },
});
const listed = (text) => text?.split(',').filter(Boolean) ?? [];
const wanted = new Set([
  ...(values.only ? listed(values.only) : values.fast ? FAST : ALL),
  ...listed(values.also),
]);
for (const name of wanted) {
  if (!STEPS.some((step) => step.name === name)) {
    console.error(`There is no step "${name}". There are: ${STEPS.map((step) => step.name).join(', ')}.`);
    process.exit(2);
  }
}

const steps = [
  { name: 'dependencies', run: async () => ({ passed: 0, failed: 0, note: await ensureDependencies('.') }) },
  ...STEPS.filter((step) => wanted.has(step.name)),
];
const { passed, failed } = await runSteps(steps);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
