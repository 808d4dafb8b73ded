import { spawn } from 'node:child_process';

// The quick steps first: most broken lines never reach the slow ones.
const STEPS = ['types', 'unit', 'integration'];
const WITH_A_BROWSER = [...STEPS, 'build,browser'];

/** The first step that turns red, or null when none does. */
export async function firstRed(path, room) {
  for (const step of room === 'pages' ? WITH_A_BROWSER : STEPS) {
    if ((await run(path, step)) !== 0) return step;
  }
  return null;
}

const env = { ...process.env, GANTRY_TEST_UNTIL_RED: '1' };

const run = (cwd, only) =>
  new Promise((resolve, reject) => {
    const child = spawn('node', ['scripts/test.mjs', '--only', only], { cwd, stdio: 'ignore', env });
    child.once('error', reject);
    child.once('close', resolve);
  });
