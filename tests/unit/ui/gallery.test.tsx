// @vitest-environment happy-dom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { EXAMPLES } from '@/components/gallery/examples';

vi.mock('next/navigation', () => ({ usePathname: () => '/', useRouter: () => ({ push: () => {} }) }));
afterEach(cleanup);

/** Why something is not shown. */
const LEFT_OUT: Record<string, string> = {
  'components/ui/clock.tsx': 'draws nothing; ages and countdowns go by it',
  'components/ui/data-table/body.tsx': 'a part of table.tsx',
  'components/ui/data-table/head.tsx': 'a part of table.tsx',
  'components/ui/data-table/lines.tsx': 'a part of table.tsx',
  'components/ui/data-table/phone-list.tsx': 'a part of table.tsx',
  'components/charts/stacked-days-chart.tsx': 'a part of stacked-days.tsx, which loads it',
  'components/shell/going.tsx': 'is there only while a link’s screen is being read',
  'components/shell/nav.tsx': 'a list; nav-links.tsx draws it',
  'components/shell/more-sheet.tsx': 'there is one in every page, opened by the phone’s tabs',
  'components/shell/overlays.tsx': 'there is one in every page, and it hears the keys',
  'components/shell/palette.tsx': 'there is one in every page, opened by find-button.tsx',
  'components/shell/phone-tabs.tsx': 'stands at the foot of every phone’s page',
  'components/shell/rail.tsx': 'stands beside every page; its parts are shown',
  'components/shell/shell.tsx': 'stands around every page; its parts are shown',
  'components/shell/shortcut-help.tsx': 'there is one in every page, opened by its key',
  'components/shell/top-bar.tsx': 'stands above every page; its parts are shown',
};

const shown = EXAMPLES.flatMap(({ examples }) => examples);
const files = ['ui', 'charts', 'shell'].flatMap((folder) =>
  readdirSync(join('components', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `components/${folder}/${file.replaceAll('\\', '/')}`),
);
const source = readdirSync('components/gallery')
  .map((file) => readFileSync(join('components/gallery', file), 'utf8'))
  .join('\n');

it('shows every component, or says why not', () => {
  const named = new Set(shown.map(({ of }) => of));
  expect(files.filter((file) => !named.has(file) && !(file in LEFT_OUT))).toEqual([]);
  // A reason goes when its file is shown, or gone.
  expect(Object.keys(LEFT_OUT).filter((file) => named.has(file) || !existsSync(file))).toEqual([]);
});

it.each(shown.map((each) => [each.of, each] as const))('%s is what its section draws', (of, { states }) => {
  expect(existsSync(of)).toBe(true);
  expect(source).toContain(`'@/${of.replace(/\.tsx$/, '')}'`);
  for (const theme of ['light', 'dark'] as const) {
    for (const { name, show } of states) {
      const { container } = render(show(theme));
      expect(container.innerHTML, name).not.toBe('');
      cleanup();
    }
  }
});

it('no section twice', () => {
  expect(new Set(shown.map(({ of }) => of)).size).toBe(shown.length);
});
