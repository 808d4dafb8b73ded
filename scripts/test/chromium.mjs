import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { program } from './run.mjs';

const DEBIAN = '/usr/bin/chromium';

/** A Chromium's path: the one named, Debian's, or Playwright's own; where there is none, Debian's gets installed. */
export async function chromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, where there is nothing.`);
  }
  if (existsSync(DEBIAN)) return DEBIAN;
  const own = createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
  if (existsSync(own)) return own;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    await apt('chromium');
    if (existsSync(DEBIAN)) return DEBIAN;
  }
  throw new Error(
    'No Chromium was found. Install one ("apt-get install chromium" as root, or "npx playwright install chromium"), or name one in CHROMIUM_PATH.',
  );
}

/** Installs a Debian package, as root. */
export async function apt(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await program('apt-get', ['update', '--quiet'], env);
  const { code, output } = await program(
    'apt-get',
    ['install', '--quiet', '--yes', '--no-install-recommends', name],
    env,
  );
  if (code !== 0)
    throw new Error(`apt-get install ${name} failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
}
