/** Where backups lie and how many of those made by themselves stay. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// The newest few cover a bad upgrade that was noticed late.
const KEPT = 3;
const BY_ITSELF = /^before-upgrade-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(-\d+)?\.gantry\.gz$/;

export type Reason = 'before-upgrade' | 'before-restore' | 'by-hand';

/** A name that isn't taken: of two within a second the later one may be what the earlier one is restored over. */
export function backupFile(dataDir: string, reason: Reason, now: Date): string {
  const moment = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const named = (ending: string) => join(dataDir, 'backups', `${reason}-${moment}${ending}.gantry.gz`);
  let file = named('');
  for (let n = 2; existsSync(file); n++) file = named(`-${n}`);
  return file;
}

/** Forgets all but the newest of those that upgrades made; what a person asked for stays until a person removes it. */
export function forgetOldBackups(dataDir: string): void {
  const folder = join(dataDir, 'backups');
  const made = readdirSync(folder)
    .filter((name) => BY_ITSELF.test(name))
    .sort();
  for (const name of made.slice(0, -KEPT)) rmSync(join(folder, name));
}
