// Things we have too much of may fall, never rise. `--tighten` writes down what has fallen.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const RECORD = new URL('./ratchet.json', import.meta.url);
// A file that one sees whole in two screens; what is longer holds two subjects.
const LINES_MAX = 350;
const PATTERNS = {
  // `any` itself is an error of Biome's; these are the ways around the types that it lets pass.
  typeEscapes: /\bas unknown as\b|@ts-(ignore|expect-error|nocheck)/,
  silencedLints: /biome-ignore/,
};

const files = execFileSync('git', ['ls-files', '--', '*.ts', '*.tsx', '*.mjs', '*.cjs'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && file !== 'scripts/ratchet.mjs' && existsSync(file));
const lines = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((text) => ({ file, text })),
);

const now = {
  linesAbove350: lengths().reduce((sum, [, over]) => sum + over, 0),
  typeEscapes: matching('typeEscapes').length,
  silencedLints: matching('silencedLints').length,
};
const allowed = JSON.parse(readFileSync(RECORD, 'utf8'));

let risen = 0;
for (const [what, count] of Object.entries(now)) {
  console.log(`${what}: ${count} (at most ${allowed[what]})`);
  if (count <= allowed[what]) continue;
  risen += 1;
  for (const where of culprits(what)) console.log(`    ${where}`);
}
if (process.argv.includes('--tighten')) {
  const lower = Object.fromEntries(
    Object.entries(now).map(([what, count]) => [what, Math.min(count, allowed[what])]),
  );
  writeFileSync(RECORD, `${JSON.stringify(lower, null, 2)}\n`);
}
process.exit(risen > 0 ? 1 : 0);

function lengths() {
  return files
    .map((file) => [file, lines.filter((line) => line.file === file).length - 1 - LINES_MAX])
    .filter(([, over]) => over > 0);
}

function matching(what) {
  return lines.filter(({ text }) => PATTERNS[what].test(text));
}

function culprits(what) {
  if (what === 'linesAbove350') return lengths().map(([file, over]) => `${file} is ${over} lines too long`);
  return matching(what).map(({ file, text }) => `${file}: ${text.trim()}`);
}
