import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Entry = { optionalDependencies?: Record<string, string> };

it('npm ci finds every platform’s package in the lock file', () => {
  // A lock written over an installed node_modules leaves out the packages of other platforms, and `npm ci`, which
  // a fresh clone begins with, then refuses to run at all (npm/cli#4828).
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Entry>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !reachable(packages, path, name))
      .map((name) => `${name}, which ${path} asks for`),
  );
  expect(missing).toEqual([]);
});

/** As Node looks: in the package's own node_modules, then in those around it. */
function reachable(packages: Record<string, Entry>, path: string, name: string): boolean {
  for (let around = path; ; around = around.slice(0, Math.max(around.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${around}${around && '/'}node_modules/${name}`]) return true;
    if (around === '') return false;
  }
}
