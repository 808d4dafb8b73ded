import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Finding } from './report.mjs';

const DEBIAN = '/usr/bin/chromium';

/** A Chromium for `npm test`; Gantry itself runs without. */
export function browser(env: Record<string, string | undefined>, root: string, debian = DEBIAN): Finding {
  const check = 'browser';
  const named = env.CHROMIUM_PATH;
  const fix = 'npx playwright install chromium   (or as root: apt-get install chromium)';
  if (named) {
    return existsSync(named)
      ? { check, level: 'ok', say: named }
      : {
          check,
          level: 'warn',
          say: `CHROMIUM_PATH is ${named}, where there is nothing`,
          fix: 'unset CHROMIUM_PATH',
        };
  }
  const found = [debian, playwrights(root)].find((path) => path !== undefined && existsSync(path));
  if (found) return { check, level: 'ok', say: found };
  return { check, level: 'warn', say: 'no Chromium for the browser tests of npm test', fix };
}

/** Tests are not installed where only the program runs. */
function playwrights(root: string): string | undefined {
  try {
    const { chromium } = createRequire(join(root, 'package.json'))('@playwright/test') as {
      chromium: { executablePath(): string };
    };
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
