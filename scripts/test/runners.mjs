// What the test runners report, added up. A test that was skipped didn't hold anything, so it counts as failed;
// a run in which no test ran has failed, too.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './run.mjs';

/** Whoever only asks whether it is red needn't wait for the rest (npm run test:mutations). */
const FIRST_RED = process.env.GANTRY_TEST_UNTIL_RED === '1';

export async function vitest(words, env) {
  return reported(async (file) => {
    const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const command = ['run', ...reports, ...(FIRST_RED ? ['--bail=1'] : []), ...words];
    return program('node_modules/.bin/vitest', command, env);
  }, countVitest);
}

export async function playwright(env) {
  return reported(
    (file) =>
      program(
        'node_modules/.bin/playwright',
        ['test', '--reporter=list,json', ...(FIRST_RED ? ['-x'] : [])],
        {
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
          ...env,
        },
      ),
    countPlaywright,
  );
}

async function reported(run, count) {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-report-'));
  try {
    const file = join(folder, 'report.json');
    const { code, output } = await run(file);
    const { passed, failed, skipped } = count(JSON.parse(readFileSync(file, 'utf8')));
    // The runner's own verdict counts even where its report shows no failing test (an error outside of tests).
    const unexplained = failed + skipped === 0 && (code !== 0 || passed === 0) ? 1 : 0;
    const note = `${passed} tests${skipped ? `, ${skipped} skipped` : ''}`;
    return { passed, failed: failed + skipped + unexplained, note, output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function countVitest({ testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  // A file that could not even be loaded has no tests that could fail.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
}

export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
