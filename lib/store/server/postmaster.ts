import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { pid: number; port: number };

/**
 * The live server of a data directory, from its postmaster.pid. A number alone proves nothing: after a reboot
 * or in a new container it may belong to anybody, so the process has to stand in that very directory.
 * Undefined when there is no file or its process is gone (then the file is only a leftover).
 */
export function livePostmaster(pgdata: string): Postmaster | undefined {
  const lines = read(pgdata).split('\n');
  const pid = Number(lines[0]);
  // The fourth line is the port: see PostgreSQL's src/include/utils/pidfile.h.
  const port = Number(lines[3]);
  return pid > 0 && standsIn(pid, realpathSync(pgdata)) ? { pid, port } : undefined;
}

/**
 * PostgreSQL clears a leftover of a dead process by itself, but believes any living process of its own user to
 * be the server and refuses to start. Only that case is ours to clear; a shared memory block that is still in
 * use stops a second server even without the file.
 */
export function clearRecycledPid(pgdata: string) {
  const seen = read(pgdata);
  const pid = Number(seen.split('\n')[0]);
  if (!pid || !isAlive(pid) || livePostmaster(pgdata)) return;
  if (read(pgdata) === seen) rmSync(join(pgdata, 'postmaster.pid'), { force: true });
}

function read(pgdata: string): string {
  try {
    return readFileSync(join(pgdata, 'postmaster.pid'), 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function standsIn(pid: number, directory: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === directory;
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      directory,
    );
  } catch {
    return false;
  }
}
