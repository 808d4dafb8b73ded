import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const alias = { '@': root.replace(/\/$/, '') };

// A test that is about the log captures it; in the others its lines would hide the report.
const env = { GANTRY_LOG_LEVEL: 'silent' };

// Two projects: `fast` needs nothing but Node; `integration` shares one PostgreSQL server,
// each test file on a database of its own made from one migrated template.
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'fast',
          include: ['tests/{unit,property,conformance}/**/*.test.{ts,tsx}'],
          environment: 'node',
          env,
          // A busy machine is slow, not wrong: what hangs is still found.
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          env,
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
