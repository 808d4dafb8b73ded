import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { entries, entriesTable } from '@/scripts/docs/entries';

const app = resolve(import.meta.dirname, '../../../app');

/** Routes as addresses: groups in round brackets are folders only. */
const pages = new Set(
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map(
      (file) =>
        `/${file
          .split('/')
          .filter((part) => part !== 'page.tsx' && !part.startsWith('('))
          .join('/')}`,
    ),
);

it('an operation names screens that there are', () => {
  const named = entries().flatMap(({ name, screens }) => screens.map((screen) => `${screen} of ${name}`));
  expect(named.length).toBeGreaterThan(10);
  // Besides its own, which is one page for all of them.
  const tailored = named.filter((one) => !/^\/operations\/(\w+) of \1$/.test(one));
  expect(named.length - tailored.length).toBe(entries().length);
  expect(pages).toContain('/operations/[name]');
  expect(tailored.filter((one) => !pages.has(one.split(' of ')[0] ?? ''))).toEqual([]);
});

it('the table has a line for each operation, with its call', () => {
  const lines = entriesTable().split('\n');
  expect(lines).toHaveLength(entries().length + 1);
  for (const { name, method, path } of entries()) {
    expect(
      lines.filter((line) => line.includes(` ${name} `) && line.includes(` ${method} ${path} `)),
    ).toHaveLength(1);
  }
});
