import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of what is committed, with the same packages: the tree people work in is never broken. */
export async function withCopy(work) {
  const path = mkdtempSync(join(tmpdir(), 'gantry-mutants-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--shared', '.', path]);
    // Hard links: the build refuses packages behind a link that leaves the project.
    execFileSync('cp', ['-al', 'node_modules', join(path, 'node_modules')]);
    await work({ path, break: (mutant) => breakLine(path, mutant) });
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function breakLine(path, { file, line, before, after }) {
  const full = join(path, file);
  const whole = readFileSync(full, 'utf8');
  const lines = whole.split('\n');
  if (lines[line - 1] !== before) throw new Error(`${file}:${line} is not committed as it stands here`);
  lines[line - 1] = after;
  writeFileSync(full, lines.join('\n'));
  return () => writeFileSync(full, whole);
}
