// Installs the locked dependencies when node_modules is missing or of another lock file. Node built-ins only:
// this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 21 || (major === 20 && minor >= 19)) return;
  console.error(`Gantry needs Node 20.19 or newer, or 22 and up; this is ${process.versions.node}.`);
  process.exit(1);
}

/** @returns {Promise<string>} what was done, in a few words */
export async function ensureDependencies(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules/.gantry-lock');
  if (read(stamp) === hash) return 'unchanged';
  const installed = sameAsInstalled(lock, read(join(root, 'node_modules/.package-lock.json')));
  if (!installed) await install(root);
  writeFileSync(stamp, hash);
  return installed ? 'unchanged' : 'installed';
}

/** npm notes in node_modules what it put there; somebody may have run `npm install` without us. */
export function sameAsInstalled(lock, note) {
  if (!note) return false;
  const wanted = JSON.parse(lock).packages;
  const there = JSON.parse(note).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, os, cpu }]) => {
    if (path === '') return true;
    const elsewhere = (os && !os.includes(process.platform)) || (cpu && !cpu.includes(process.arch));
    if (!there[path]) return optional || elsewhere;
    return there[path].version === version && there[path].integrity === integrity;
  });
}

function install(root) {
  return new Promise((resolve, reject) => {
    const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const npm = spawn('npm', words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    npm.once('error', reject);
    npm.once('close', (code) => {
      if (code === 0) return resolve();
      const last = said.trim().split('\n').slice(-15).join('\n');
      reject(new Error(`npm ci ended with ${code}. Its last lines:\n${last}`));
    });
  });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
