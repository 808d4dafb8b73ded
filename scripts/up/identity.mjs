// A process is its number and its birth: a number alone is handed to somebody else after a reboot, or sooner.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Undefined when there is no such process, or only its body waiting to be collected. */
export function bornAt(pid) {
  try {
    if (process.platform !== 'linux') {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
      );
    }
    // proc(5): the name in brackets may hold anything; after it come the state and, as the 22nd field, the
    // birth in clock ticks since boot.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${rest[18]}`;
  } catch {
    return undefined;
  }
}

export const identityOf = (pid) => ({ pid, born: bornAt(pid) });

export const isAlive = (identity) => identity.born !== undefined && bornAt(identity.pid) === identity.born;
