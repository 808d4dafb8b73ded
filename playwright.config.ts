import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// The first that is there: the one named, Debian's, Playwright's own.
const chromium =
  process.env.CHROMIUM_PATH ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);

const BESIDE = ['all-operations.spec.ts', 'axe.spec.ts', 'matrix.spec.ts', 'traces.spec.ts', 'up.spec.ts'];

// Real Chromium against the production build, which tests/support/app.ts brings up as a person would.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/app.ts',
  // One application with one demo account: the stories share it, so they take turns. Beside them goes who only looks
  // (axe, all operations), asks with people of its own (matrix), or has an application of its own (traces, up).
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'stories', testIgnore: BESIDE, workers: 1 },
    { name: 'beside', testMatch: BESIDE, workers: 1 },
  ],
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.GANTRY_E2E_URL,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Starts as root and in a closed network, too.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
