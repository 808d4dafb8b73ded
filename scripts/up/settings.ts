import { createServer } from 'node:net';
import { groupRules } from '@/lib/auth/sign-on/settings';
import { type Config, readConfig } from '@/lib/config';
import { hasRealAccount } from '@/lib/gateway/setup';
import { openStore } from '@/lib/store/db';
import { freePort } from '@/lib/store/server/cluster';
import { demoBegun } from './emulator';

/** What only a start has to know, beside the configuration that every part reads for itself. */
export type Settings = {
  root: string;
  dataDir: string;
  dev: boolean;
  host: string;
  port: number;
  config: Config;
};

// Who becomes the owner and which account to link is the bootstrap's business, and nobody else's to hold.
const BOOTSTRAP_ONLY = ['GANTRY_OWNER_EMAIL', 'GANTRY_OWNER_PASSWORD', 'GANTRY_VAST_API_KEY'];

export async function readSettings(given: {
  root: string;
  dataDir: string;
  dev: boolean;
}): Promise<Settings> {
  if (process.env.PORT === '0') process.env.PORT = String(await freePort());
  const config = readConfig(process.env);
  // Read at every sign-in, too; a mistake in them is for the one who starts Gantry, and not for who signs in.
  groupRules(config);
  const port = Number(process.env.PORT || 3000);
  return {
    ...given,
    config,
    port,
    host: config.host,
  };
}

/** Where this machine reaches the web server, whatever its public address is. */
export function localUrl({ host, port }: Settings): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? '127.0.0.1' : host}:${port}`;
}

/** The environment of bootstrap, worker and web. */
export function environment(
  { dataDir, dev, config, port }: Settings,
  databaseUrl: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    GANTRY_DATA_DIR: dataDir,
    GANTRY_URL: config.url,
    DATABASE_URL: databaseUrl,
  };
}

export function withoutBootstrap(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = { ...env };
  for (const name of BOOTSTRAP_ONLY) delete rest[name];
  return rest;
}

/**
 * The demo is for who has no account to look at yet. One that was begun goes on, so that what was tried in it
 * stays; GANTRY_DEMO=off ends it.
 */
export async function wantsDemo({ dataDir, config }: Settings, databaseUrl: string): Promise<boolean> {
  if (process.env.GANTRY_DEMO === 'off') return false;
  if (demoBegun(dataDir)) return true;
  if (config.vast.apiKey) return false;
  const store = openStore(databaseUrl, { max: 1, name: 'gantry up' });
  try {
    return !(await hasRealAccount(store.db));
  } finally {
    await store.close();
  }
}

export async function requireFreePort({ host, port }: Settings) {
  const trouble = await new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (!trouble) return;
  if (trouble === 'EADDRINUSE') {
    throw new Error(
      `Port ${port} is taken by another program. Choose another one ("PORT=${port + 1} npm run up"), or end that program.`,
    );
  }
  throw new Error(`Gantry can't listen on ${host}:${port} (${trouble}). Correct GANTRY_HOST or PORT.`);
}
