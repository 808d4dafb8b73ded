import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page && !page.startsWith('docs/screens/'));

interface Link {
  page: string;
  target: string;
  anchor: string | undefined;
}

/** Relative links; a route's folder may have brackets in its name. */
function linksOf(page: string): Link[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(((?:[^()\s]|\([^()]*\))+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor] = link.split('#', 2);
      return { page, target: path === '' ? page : normalize(join(dirname(page), path)), anchor };
    });
}

/** What a page tells one to type: scripts of package.json, programs of its packages, steps of the tests, test files. */
function commandsOf(page: string): {
  scripts: string[];
  programs: string[];
  steps: string[];
  tests: string[];
} {
  const text = readFileSync(join(root, page), 'utf8');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  return {
    scripts: [...all(/\bnpm run ([a-z][a-z:-]*)/g), ...all(/\bnpm (test)\b/g)],
    programs: all(/\bnpx ([a-z][a-z-]*)/g),
    steps: all(/\bnpm test -- --only ([a-z\d,]+)/g).flatMap((steps) => steps.split(',')),
    tests: all(/\bnpx vitest run ([^`\n]+)/g).flatMap((files) => files.split(/\s+/)),
  };
}

const declared = (text: string, name: string): boolean =>
  new RegExp(`\\b(function\\*?|const|let|class|interface|type)\\s+${name}\\b`).test(text);

const slugs = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s+/g, '-'),
  );

function complaint({ target, anchor }: Link): string | undefined {
  const file = join(root, target);
  if (!existsSync(file)) return `${target} is not there`;
  if (anchor === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  const found = target.endsWith('.md') ? slugs(text).includes(anchor) : declared(text, anchor);
  return found ? undefined : `${target} has no ${anchor}`;
}

describe('every link of the documentation leads somewhere', () => {
  it.each(pages)('%s', (page) => {
    expect(linksOf(page).flatMap((link) => complaint(link) ?? [])).toEqual([]);
  });

  it('and names what it promises: a function that moved is noticed', () => {
    const steps = linksOf('docs/architecture.md').filter(({ anchor }) => anchor !== undefined);
    expect(steps.length).toBeGreaterThan(25);
    expect(complaint({ page: '', target: 'lib/gateway/settle.ts', anchor: 'settleAll' })).toBe(
      'lib/gateway/settle.ts has no settleAll',
    );
    expect(complaint({ page: '', target: 'lib/gateway/gone.ts', anchor: undefined })).toBe(
      'lib/gateway/gone.ts is not there',
    );
  });
});

describe('every command of the documentation can be typed', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const runner = readFileSync(join(root, 'scripts/test/steps.mjs'), 'utf8');
  const wrong = (page: string): string[] => {
    const named = commandsOf(page);
    return [
      ...named.scripts.filter((name) => !Object.hasOwn(scripts, name)),
      ...named.programs.filter((name) => !existsSync(join(root, 'node_modules/.bin', name))),
      ...named.steps.filter((name) => !runner.includes(`name: '${name}'`)),
      ...named.tests.filter((path) => !existsSync(join(root, path))),
    ];
  };

  it.each(pages)('%s', (page) => {
    expect(wrong(page)).toEqual([]);
  });

  it('and the first hour names some of each kind', () => {
    const { programs, ...rest } = commandsOf('docs/first-hour.md');
    expect(programs).toEqual(['drizzle-kit', 'vitest']);
    for (const named of Object.values(rest)) expect(named.length).toBeGreaterThan(1);
  });
});
