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
