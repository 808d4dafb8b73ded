import { type Config, ConfigError, readConfig } from '@/lib/config';
import { browser } from './browser';
import { dataFolder } from './data-folder';
import { database } from './database';
import { port } from './port';
import { proxies } from './proxies';
import type { Finding } from './report.mjs';
import { clock, vast } from './vast';

/** Everything but Node and its packages, which must be right for this to run. */
export async function examine(env: Record<string, string | undefined>, root: string): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const fix = 'correct it in the environment and ask again; the other checks need it';
    return [{ check: 'settings', level: 'bad', say: error.message, fix }];
  }
  const found = await Promise.all([
    port(config, Number(env.PORT || 3000)),
    dataFolder(config),
    clock(config),
    browser(env, root),
    database(config),
    vast(config),
  ]);
  const settings: Finding = { check: 'settings', level: 'ok', say: config.url };
  return [settings, proxies(config), ...found.flat()];
}
