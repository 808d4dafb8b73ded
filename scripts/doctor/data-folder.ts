import { existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, ConfigError } from '@/lib/config';
import { knownSecretKey } from '@/lib/config/secret-key';
import type { Finding } from './report.mjs';

const GB = 1024 ** 3;
const ENOUGH_GB = 5;
const LEAST_GB = 1;

/** GANTRY_DATA_DIR: writable, ours, with space; and the secret key in it is readable by nobody else. */
export function dataFolder(config: Pick<Config, 'dataDir' | 'secretKey'>): Finding[] {
  const { dataDir } = config;
  const there = existsSync(dataDir);
  const nearest = nearestThere(dataDir);
  const check = 'data';
  if (!statSync(nearest).isDirectory()) {
    return [
      { check, level: 'bad', say: `${nearest} is no directory`, fix: 'choose another GANTRY_DATA_DIR' },
    ];
  }
  if (!writable(nearest)) {
    const fix = `chown ${process.getuid?.() ?? '$USER'} ${nearest}   (or choose another GANTRY_DATA_DIR)`;
    return [{ check, level: 'bad', say: `${nearest} can’t be written to`, fix }];
  }
  return [
    { check, level: 'ok', say: there ? dataDir : `${dataDir} will be made` },
    ...(there ? owner(dataDir) : []),
    space(nearest, freeGb(nearest)),
    secret(config),
  ];
}

function nearestThere(path: string): string {
  return existsSync(path) ? path : nearestThere(dirname(path));
}

/** Asked by trying: a file system that is read-only says nothing in its modes. */
function writable(path: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(path, '.doctor-')));
    return true;
  } catch {
    return false;
  }
}

/** Data that another user wrote can be read today and not be written tomorrow. */
function owner(dataDir: string): Finding[] {
  const me = process.getuid?.();
  const { uid } = statSync(dataDir);
  if (me === undefined || me === uid) return [];
  const fix = `chown -R ${me} ${dataDir}   (or start Gantry as the user ${uid})`;
  return [
    { check: 'owner', level: 'warn', say: `${dataDir} belongs to the user ${uid}, you are ${me}`, fix },
  ];
}

function freeGb(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return (bavail * bsize) / GB;
}

export function space(path: string, free: number): Finding {
  const check = 'space';
  const say = `${free.toFixed(1)} GB free at ${path}`;
  if (free >= ENOUGH_GB) return { check, level: 'ok', say };
  const fix = 'free some space, or choose a GANTRY_DATA_DIR on a larger disk';
  return { check, level: free < LEAST_GB ? 'bad' : 'warn', say, fix };
}

function secret(config: Pick<Config, 'dataDir' | 'secretKey'>): Finding {
  const check = 'secret key';
  if (config.secretKey) return { check, level: 'ok', say: 'from GANTRY_SECRET_KEY' };
  const file = join(config.dataDir, 'secret.key');
  try {
    if (knownSecretKey(config) === undefined) {
      return { check, level: 'ok', say: 'will be made at the first start' };
    }
  } catch (error) {
    const say = error instanceof ConfigError ? error.message : `${file} can’t be read`;
    return { check, level: 'bad', say, fix: `put the old key into ${file}, or set GANTRY_SECRET_KEY` };
  }
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) === 0) return { check, level: 'ok', say: file };
  const say = `${file} can be read by others (mode ${mode.toString(8)})`;
  return { check, level: 'bad', say, fix: `chmod 600 ${file}` };
}
