import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every code of a problem is defined once: surfaces and logs tell problems apart by it', () => {
  const files = execFileSync('git', ['ls-files', 'lib/**/*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  const codes = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/= problem(?:<[^(]*>)?\(\s*'([^']+)'/g)].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
