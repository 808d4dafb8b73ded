import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@/lib/store/server/cluster';
import { type Identity, isAlive } from '@/scripts/up/identity.mjs';
import { startIdentityProvider } from './identity-provider';
import { temporaryDirectory } from './leftovers';

const root = resolve(import.meta.dirname, '../..');

/** Who signs in, in every story. */
export const OWNER = { email: 'owner@example.com', password: 'correct horse battery staple' };

export type App = {
  url: string;
  process: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  end(signal?: NodeJS.Signals): Promise<void>;
};

/** The company's groups, and what they give. */
const GROUPS = 'gantry-admins=admin;ml=engineer:Research,Search;guests=viewer:Research';

/**
 * Playwright's global set-up: the whole of Gantry with its demo, on a free port and an empty data directory, and a
 * company's identity provider beside it.
 */
export default async function setUp() {
  const dataDir = await temporaryDirectory('gantry-e2e', endApp);
  const port = await freePort();
  const provider = await startIdentityProvider({
    redirectUri: `http://127.0.0.1:${port}/api/auth/callback/oidc`,
  });
  const app = await startApp({
    PORT: String(port),
    GANTRY_DATA_DIR: dataDir,
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    GANTRY_OIDC_ISSUER: provider.issuer,
    GANTRY_OIDC_CLIENT_ID: provider.clientId,
    GANTRY_OIDC_CLIENT_SECRET: provider.clientSecret,
    GANTRY_OIDC_NAME: 'Northwind SSO',
    GANTRY_OIDC_GROUPS: GROUPS,
  });
  // The tests run in processes of their own, which inherit these.
  process.env.GANTRY_E2E_URL = app.url;
  process.env.GANTRY_E2E_DATA_DIR = dataDir;
  process.env.GANTRY_E2E_ISSUER = provider.issuer;
  return async () => {
    await app.end();
    await provider.end();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** `npm run up`, as far as its line `ready`. */
export async function startApp(env: Record<string, string>): Promise<App> {
  const child = spawn(process.execPath, ['scripts/up.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, which a test can kill as a whole.
    detached: true,
  });
  let said = '';
  const url = await new Promise<string>((ready, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said += `${line}\n`;
        if (line.startsWith('ready ')) ready(line.slice('ready '.length));
      });
    }
    child.once('exit', (code) => failed(new Error(`up ended with ${code}:\n${said}`)));
  });
  return {
    url,
    process: child,
    said: () => said,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

/** Ends the `up` of a data directory, whoever started it. */
export async function endApp(dataDir: string) {
  let identity: Identity;
  try {
    identity = JSON.parse(readFileSync(join(dataDir, 'run/up.json'), 'utf8')) as Identity;
  } catch {
    return;
  }
  if (isAlive(identity)) process.kill(identity.pid, 'SIGTERM');
  while (isAlive(identity)) await new Promise((tick) => setTimeout(tick, 50));
}
