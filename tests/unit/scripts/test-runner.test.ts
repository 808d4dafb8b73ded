import { describe, expect, it } from 'vitest';

// A script without types, as everything that runs before the dependencies are there.
const { countVitest, countPlaywright } = await import(
  new URL('../../../scripts/test/runners.mjs', import.meta.url).href
);
const { runSteps } = await import(new URL('../../../scripts/test/run.mjs', import.meta.url).href);

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe('the sum at the end of npm test', () => {
  it('counts a file that could not be loaded, though no test of it failed', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    expect(countVitest({ ...report, testResults })).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('counts skipped and unwritten tests apart, so that they can be held against the run', () => {
    expect(countVitest({ ...report, numPendingTests: 2, numTodoTests: 1 })).toMatchObject({ skipped: 3 });
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('goes on after a step that fails or throws', async () => {
    const steps = [
      { name: 'one', light: true, run: async () => ({ passed: 1, failed: 0 }) },
      { name: 'two', light: true, run: async () => Promise.reject(new Error('not installed')) },
      { name: 'three', run: async () => ({ passed: 4, failed: 2, output: 'two of six failed' }) },
      { name: 'four', run: async () => ({ passed: 1, failed: 0 }) },
    ];
    expect(await runSteps(steps)).toEqual({ passed: 6, failed: 3 });
  });
});
