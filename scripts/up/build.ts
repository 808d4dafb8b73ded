import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Everything that a build is made from. Left out is what only scripts and tests read.
const SOURCES = ['app', 'components', 'lib', 'public', 'proxy.ts', 'instrumentation.ts', 'next.config.mjs'];
const SETTINGS = ['postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** Builds the web application when its sources changed since the last build that succeeded. */
export async function buildIfChanged(root: string, signal?: AbortSignal): Promise<string> {
  const output = join(root, process.env.NEXT_DIST_DIR ?? '.next');
  const stamp = join(output, 'gantry-sources');
  const sources = hashOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return 'unchanged';
  // A build that fails or is killed must not pass for the one before it.
  rmSync(stamp, { force: true });
  try {
    await promisify(execFile)(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      signal,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
        FORCE_COLOR: '0',
      },
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The build failed. Its last lines:\n${lastLines(`${stdout}\n${stderr}`)}`);
  }
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, sources);
  return 'built';
}

function hashOf(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...SOURCES, ...SETTINGS].flatMap((path) => filesIn(root, path))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesIn(root: string, path: string): string[] {
  const there = statSync(join(root, path), { throwIfNoEntry: false });
  if (!there) return [];
  if (!there.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(root, join(path, name)));
}

const lastLines = (text: string) => text.trim().split('\n').slice(-40).join('\n');
