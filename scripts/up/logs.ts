import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const MOST_BYTES = 10_000_000;
const LOOK_EVERY_MS = 3_600_000;

/** A log that grew long is set aside, and the one set aside before it goes; its writers go on where it began. */
export function keepLogsShort(dataDir: string) {
  const look = () => {
    for (const name of readdirSync(join(dataDir, 'logs')))
      if (name.endsWith('.log')) cut(join(dataDir, 'logs', name));
  };
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
}

function cut(file: string) {
  if (statSync(file).size <= MOST_BYTES) return;
  copyFileSync(file, `${file}.1`);
  // Everybody appends, so the next line lands at the new beginning.
  truncateSync(file);
}
