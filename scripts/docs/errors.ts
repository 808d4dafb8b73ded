import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Again, knownProblems } from '@/lib/vast/problem';

const AGAIN: Record<Again, string> = {
  yes: 'later, unchanged',
  'after-change': 'after a change',
  no: 'no',
};

/** docs/errors.md, from the definitions themselves. */
export async function errorsPage(root: string): Promise<string> {
  const files = sources(join(root, 'lib')).filter((file) => /= problem[<(]/.test(readFileSync(file, 'utf8')));
  for (const file of files) await import(file);
  const rows = knownProblems().map(({ code, status, again, say }) => {
    const file = files.find((each) => readFileSync(each, 'utf8').includes(`'${code}'`)) ?? '';
    const place = file.slice(root.length + 1);
    return `| \`${code}\` | ${say.replaceAll('|', '\\|')} | ${AGAIN[again]} | ${status} | [${place}](../${place}) |`;
  });
  return [
    '# Errors',
    '',
    'Made by `npm run docs` from the definitions. An error is a value: a code, a sentence a person can act on, and whether trying again can help. What stands between ‹ and › is filled in; Vast.ai’s own words are shown beside it.',
    '',
    '| code | what a person is told | again? | HTTP | defined in |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sources(path);
      return entry.name.endsWith('.ts') ? [path] : [];
    });
}
