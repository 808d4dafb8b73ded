import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const { writeConfigurationDefaults } = createRequire(import.meta.url)(
  'next/dist/lib/typescript/writeConfigurationDefaults',
) as {
  writeConfigurationDefaults(
    version: string,
    file: string,
    first: boolean,
    app: boolean,
    distDir: string,
    pages: boolean,
    strict: boolean,
  ): Promise<void>;
};

it('a build into another folder leaves tsconfig.json as it is', async () => {
  const home = mkdtempSync(join(tmpdir(), 'gantry-tsconfig-'));
  const file = join(home, 'tsconfig.json');
  copyFileSync(join(root, 'tsconfig.json'), file);
  await writeConfigurationDefaults('7.0.2', file, false, true, '.next-elsewhere', false, false);
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  rmSync(home, { recursive: true });
});
