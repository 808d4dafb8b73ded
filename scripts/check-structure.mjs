// Holds the plan of the house: which room may know which, no circles, and what a browser may be sent.
// Usage: node scripts/check-structure.mjs [folder]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bordersCrossed } from './structure/border.mjs';
import { onlyTypes, readerOf } from './structure/imports.mjs';

const root = resolve(process.argv[2] ?? '.');
const text = readerOf(root);
const cruised = cruise();
const complaints = [...unread(cruised.modules), ...broken(cruised), ...bordersCrossed(cruised.modules, text)];
for (const complaint of complaints) console.log(complaint);
console.log(`${cruised.modules.length} modules, ${complaints.length} complaints`);
process.exit(complaints.length > 0 ? 1 : 0);

function cruise() {
  const folders = ['app', 'clients', 'components', 'lib', 'scripts', 'tests'].filter((name) =>
    existsSync(join(root, name)),
  );
  const files = sources().filter((file) => !file.includes('/'));
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const words = ['--require', join(import.meta.dirname, 'structure/read-tsx.cjs'), program];
  words.push('--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders, ...files);
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (!stdout) throw new Error(`dependency-cruiser said nothing but: ${stderr}`);
  return JSON.parse(stdout);
}

function sources() {
  const listed = execFileSync('git', ['ls-files', '--', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((file) => file && existsSync(join(root, file)));
}

/** A parser that reads nothing finds nothing wrong: every source must be there, and its imports with it. */
function unread(modules) {
  const imports = new Map(modules.map((module) => [module.source, module.dependencies.length]));
  return sources()
    .filter((file) => !imports.has(file) || (imports.get(file) === 0 && saysImport(file)))
    .map((file) => `${file} was not read, so nothing is known about its imports`);
}

function saysImport(file) {
  return /^import\s(?:[^;'"=]*\sfrom\s*)?['"]/m.test(text(file));
}

function broken({ modules, summary }) {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const violations = summary.violations.filter(
    ({ from, cycle }) => !cycle || atRunTime(from, cycle, bySource),
  );
  return violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`;
    const reason = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment;
    return `${path}\n    ${rule.name}: ${reason}`;
  });
}

/** A circle that an import of types closes is none once the program runs. */
function atRunTime(from, cycle, bySource) {
  let source = from;
  for (const { name } of cycle) {
    const { module } = bySource.get(source).dependencies.find(({ resolved }) => resolved === name);
    if (onlyTypes(text(source), module)) return false;
    source = name;
  }
  return true;
}
