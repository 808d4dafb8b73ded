import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { GENERATED_FOLDERS, generatedFiles } from '@/scripts/docs/generated';

const root = resolve(import.meta.dirname, '../../..');

it('the generated pages and wire shapes say what the code says (else: npm run docs)', async () => {
  const files = await generatedFiles(root);
  for (const [path, text] of files) {
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  }
  const there = GENERATED_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  expect(there.filter((path) => !files.has(path))).toEqual([]);
  expect(files.size).toBeGreaterThan(20);
});

it('no sentence of an error is left with a hole in it', async () => {
  const page = (await generatedFiles(root)).get('docs/errors.md') ?? '';
  expect(page).not.toMatch(/NaN|undefined|\[object|function/);
  expect(page).toContain('‹');
});
