import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What is broken where. The suite differs: only a broken page needs a browser. */
const ROOMS = {
  client: /^lib\/vast\/.*\.ts$/,
  emulator: /^lib\/emulator\/.*\.ts$/,
  ledger: /^lib\/(ledger\/.*|store\/ledger-.*|sync\/charges.*)\.ts$/,
  gateway: /^lib\/gateway\/.*\.ts$/,
  pages: /^(app\/.*|components\/(?!ui\/).*|lib\/queries\/.*)\.tsx?$/,
};

/** Only when asked for: `--room rights`. */
const RIGHTS = /^(app\/(\(shell\)|api)\/.*|lib\/(surfaces|gateway|queries)\/.*)\.tsx?$/;

/** Each takes a line of code and gives it back broken, or null when it has nothing to break. */
const BREAKS = [
  (line) => swap(line, / === /, ' !== '),
  (line) => swap(line, / !== /, ' === '),
  (line) => swap(line, / <= /, ' < '),
  (line) => swap(line, / >= /, ' > '),
  (line) => swap(line, / < (?=[\w(])/, ' >= '),
  (line) => swap(line, / > (?=[\w(])/, ' <= '),
  (line) => swap(line, / && /, ' || '),
  (line) => swap(line, / \|\| /, ' && '),
  (line) => swap(line, / \+ /, ' - '),
  (line) => swap(line, /\.plus\(/, '.minus('),
  (line) => swap(line, /\.minus\(/, '.plus('),
  (line) => swap(line, /\btrue\b/, 'false'),
  (line) => swap(line, /\bfalse\b/, 'true'),
  (line) => swap(line, /\bif \(!/, 'if ('),
  (line) => swap(line, /\bif \((?!!)([^()]+)\)/, 'if (!($1))'),
  (line) => swap(line, /\b(\d+)_000\b/, '$1'),
  (line) => (/^\s+await [\w.]+\(.*\);$/.test(line) ? '' : null),
];

// A right that every role has is missed by nobody: without its check the same people are let in.
const EVERYBODYS = /'(market|instances|costs|accounts|members|audit)\.read'/;

/** Each takes one check of who may do what out of a line. */
const UNCHECKED = [
  (line) => (EVERYBODYS.test(line) ? null : swap(line, /actionWith\('[\w.]+'\)/, 'signedInAction')),
  (line) =>
    EVERYBODYS.test(line)
      ? null
      : swap(line, /scopeFromRequest\(request, '[\w.]+'\)/, 'scopeFromRequest(request)'),
  (line) => (EVERYBODYS.test(line) ? null : swap(line, /requireScope\('[\w.]+'\)/, 'requireScope()')),
  (line) => (/^\s+if \(refused\) return .*;$/.test(line) ? '' : null),
  (line) => swap(line, /if \(forbidden\) \{/, 'if (forbidden && actor.workspaceId === "") {'),
  (line) => (/^\s+(\w+InSight|seesContract)\(.*\),$/.test(line) ? '' : null),
  (line) => swap(line, /\$\{seen\(scope\)\} /, ''),
  (line) => swap(line, /!\(await seesContract\(.*?\)\)/, 'false'),
  (line) => swap(line, /!seesTeam\(.*?\)\)/, 'false)'),
  (line) => (/^\s+eq\(\w+\.workspaceId, (scope|actor)\.workspaceId\),$/.test(line) ? '' : null),
];

// Types, imports, comments and markup's class names don't act; a broken one proves nothing.
const INERT =
  /^\s*(import|export type|export interface|type |interface |\/\/|\*|\/\*|@|'use )|className=|^\s*[})\];,]*$/;

function swap(line, pattern, replacement) {
  return pattern.test(line) ? line.replace(pattern, replacement) : null;
}

export function chooseMutants({ seed, count, room }) {
  const random = generator(seed);
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const rooms =
    room === 'rights'
      ? [['rights', RIGHTS]]
      : Object.entries(ROOMS).filter(([name]) => room === undefined || name === room);
  const chosen = [];
  for (let turn = 0; chosen.length < count && turn < count * 400; turn++) {
    const [name, pattern] = rooms[turn % rooms.length];
    const mutant = pick(
      random,
      name,
      files.filter((file) => pattern.test(file)),
    );
    if (mutant && !chosen.some((m) => m.file === mutant.file && m.line === mutant.line)) chosen.push(mutant);
    // A room whose pick failed gives its turn away; the round goes on.
  }
  return chosen;
}

function pick(random, room, files) {
  const file = files[Math.floor(random() * files.length)];
  if (!file) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const candidates = lines.flatMap((before, index) =>
    INERT.test(before)
      ? []
      : (room === 'rights' ? UNCHECKED : BREAKS).flatMap((broken) => {
          const after = broken(before);
          return after === null || after === before ? [] : [{ room, file, line: index + 1, before, after }];
        }),
  );
  return candidates[Math.floor(random() * candidates.length)] ?? null;
}

/** mulberry32: small, seeded, good enough to choose lines. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
