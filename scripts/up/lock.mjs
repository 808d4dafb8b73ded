// One `up` per data directory. The lock is a file with its holder's identity, so a killed holder's lock is
// recognised and taken over.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './identity.mjs';

/** @returns {Promise<() => void>} what lets go of it; throws when another `up` holds it */
export async function lock(dataDir) {
  const run = join(dataDir, 'run');
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const file = join(run, 'up.json');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(identityOf(process.pid)));
  try {
    while (!claimed(mine, file)) {
      const holder = read(file);
      if (holder && isAlive(holder)) {
        throw new Error(
          `Gantry is already running on ${dataDir} (process ${holder.pid}). End it with Ctrl-C in its terminal or "kill ${holder.pid}", or choose another GANTRY_DATA_DIR and PORT.`,
        );
      }
      if (!clearAbandoned(file, holder)) await sleep(20);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** A link is made once and complete, whoever else tries at the same moment. */
function claimed(mine, file) {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Two starters that find the same abandoned lock must not clear the lock that the quicker one has just made. */
function clearAbandoned(file, seen) {
  const clearing = `${file}.clearing`;
  try {
    mkdirSync(clearing);
  } catch {
    // Clearing takes a moment; one that lasts ten seconds was killed at it.
    const began = statSync(clearing, { throwIfNoEntry: false })?.mtimeMs;
    if (began && Date.now() - began > 10_000) rmSync(clearing, { recursive: true, force: true });
    return false;
  }
  if (JSON.stringify(read(file)) === JSON.stringify(seen)) rmSync(file, { force: true });
  rmSync(clearing, { recursive: true, force: true });
  return true;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
