// Node, npm and the installed packages: what has to be right before anything else can be asked.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sameAsInstalled } from '../up/dependencies.mjs';

export function node(version) {
  const [major, minor] = version.split('.').map(Number);
  const fits = major > 21 || (major === 20 && minor >= 19);
  return fits
    ? { check: 'node', level: 'ok', say: `Node ${version}` }
    : {
        check: 'node',
        level: 'bad',
        say: `Node ${version}; Gantry needs 20.19 or newer, or 22 and up`,
        fix: 'nvm install 22   (or a package from https://nodejs.org)',
      };
}

export async function npm(command) {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version']);
    const version = stdout.trim();
    return Number.parseInt(version, 10) >= 9
      ? { check: 'npm', level: 'ok', say: `npm ${version}` }
      : { check: 'npm', level: 'warn', say: `npm ${version} is old`, fix: 'npm install --global npm' };
  } catch {
    return {
      check: 'npm',
      level: 'bad',
      say: 'npm is not there',
      fix: 'install it with Node, e.g. from https://nodejs.org',
    };
  }
}

export function packages(root) {
  const read = (path) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return undefined;
    }
  };
  const installed = sameAsInstalled(
    read('package-lock.json') ?? '{"packages":{}}',
    read('node_modules/.package-lock.json'),
  );
  return installed
    ? { check: 'packages', level: 'ok', say: 'as package-lock.json says' }
    : {
        check: 'packages',
        level: 'bad',
        say: 'are not those of package-lock.json; the other checks need them',
        fix: 'npm ci   (npm run up does it by itself)',
      };
}
