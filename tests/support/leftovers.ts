import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A temporary directory named after this process; first, those of test runs that were killed are cleared away,
 * with whatever they had left running (`end` is asked to end it).
 */
export async function temporaryDirectory(
  prefix: string,
  end: (directory: string) => Promise<void>,
): Promise<string> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(`${prefix}-`) ? Number(name.slice(prefix.length + 1).split('-')[0]) : 0;
    if (!pid || isAlive(pid)) continue;
    await end(join(tmpdir(), name));
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `${prefix}-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
