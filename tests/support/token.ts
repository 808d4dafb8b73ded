import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

/** `npm run token`, from outside: what stands on the last line. `where` says which database. */
export async function tokenByCli(
  where: { DATABASE_URL: string } | { GANTRY_DATA_DIR: string },
  ...words: string[]
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/token.ts', ...words],
    { cwd: root, env: { ...process.env, ...where } },
  );
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}
