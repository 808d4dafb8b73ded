/** The one secret of an installation, from which every purpose derives a key of its own. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from '.';

/**
 * GANTRY_SECRET_KEY, else the file `secret.key` in the data directory, made at first need with mode 600.
 * Losing it loses the Vast.ai keys sealed under it, and nothing else.
 */
export function secretKey(config: Pick<Config, 'secretKey' | 'dataDir'>): string {
  if (config.secretKey) return config.secretKey;
  const file = fileOf(config);
  try {
    return readKey(file) ?? makeKey(config.dataDir, file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `The secret key in ${file} can be neither read nor made (${(error as Error).message}). Make the directory writable, or set GANTRY_SECRET_KEY.`,
    );
  }
}

/** The secret key, when there is one already. */
export const knownSecretKey = (config: Pick<Config, 'secretKey' | 'dataDir'>): string | undefined =>
  config.secretKey ?? readKey(fileOf(config));

/** Tells two secret keys apart and tells nothing else about them. */
export const fingerprintOf = (secret: string): string =>
  deriveKey(secret, 'fingerprint').toString('hex').slice(0, 16);

/** Puts a key from a backup in the place of the file's; what was there is gone. */
export function replaceSecretKey({ dataDir }: Pick<Config, 'dataDir'>, secret: string): void {
  const file = fileOf({ dataDir });
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const half = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(half, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(half, file);
}

const fileOf = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'secret.key');

/** 32 bytes for one purpose; knowing one purpose's key tells nothing about another's. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `gantry ${purpose}`, 32));

function readKey(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new ConfigError(
    `${file} doesn't hold 64 hexadecimal digits. Restore it from a backup; a new key can't open what the old one sealed.`,
  );
}

function makeKey(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const half = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(half, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Web and worker start at the same moment: a link is made once, complete, and the second one reads it.
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(half);
  }
  return readKey(file) ?? makeKey(dataDir, file);
}
