import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { pid: number; port: number };

/**
 * The live server of a data directory, from its postmaster.pid. A number alone proves nothing: after a reboot
 * or in a new container it may belong to anybody, so the process has to stand in that very directory.
 * Undefined when there is no file or its process is gone (then the file is only a leftover).
 */
export function livePostmaster(pgdata: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  // The fourth line is the port: see "postmaster.pid" in PostgreSQL's src/include/utils/pidfile.h.
  const port = Number(lines[3]);
  return pid > 0 && standsIn(pid, realpathSync(pgdata)) ? { pid, port } : undefined;
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
