import { spawn } from 'node:child_process';

const suite = (step) => ['node', ['scripts/test.mjs', '--only', step]];
/** The tests that reach the broken file first: most broken lines go no further. */
const related = (file) => ['node_modules/.bin/vitest', ['related', file, '--run', '--bail=1']];

const matrix = ['node_modules/.bin/playwright', ['test', 'tests/e2e/matrix.spec.ts', '-x']];

const stepsFor = ({ room, file }) => [
  ['types', suite('types')],
  ['tests of what it is part of', related(file)],
  ['unit', suite('unit')],
  ['integration', suite('integration')],
  ...(room === 'pages' ? [['browser', suite('build,browser')]] : []),
  // The table of rights, asked for over HTTP.
  ...(room === 'rights' ? [['matrix', matrix]] : []),
];

/** The first step that turns red, or null when none does. */
export async function firstRed(path, mutant) {
  for (const [name, command] of stepsFor(mutant)) {
    if ((await run(path, command)) !== 0) return name;
  }
  return null;
}

const env = { ...process.env, GANTRY_TEST_UNTIL_RED: '1' };

/** A broken line can make a loop endless; nothing that is whole takes this long. */
const ENDLESS_MS = 15 * 60_000;

const run = (cwd, [program, words]) =>
  new Promise((resolve, reject) => {
    // A group of its own, so that what it has started ends with it.
    const child = spawn(program, words, { cwd, stdio: 'ignore', env, detached: true });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), ENDLESS_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
