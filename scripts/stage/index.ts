/**
 * The whole of Gantry over a simulated Vast.ai of a named world, on data of its own: what pictures and measurements
 * are made of. The world's seed and its epoch are fixed, so that the same figures come out every time.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from '@playwright/test';
import { type Emulator, startEmulator } from '@/lib/emulator';
import { startServer, stopServer } from '@/lib/store/server';
import { chromium as chromiumPath } from '@/scripts/test/chromium.mjs';
import { endApp, OWNER, startApp } from '@/tests/support/app';
import { temporaryDirectory } from '@/tests/support/leftovers';
import { signIn } from '@/tests/support/sign-in';
import type { Furniture } from './furnish';

/** The worlds of the pictures. */
export const WORLDS = ['small-team', 'fleet', 'empty', 'failing'] as const;
export type WorldName = (typeof WORLDS)[number] | 'ten-thousand';

export interface Stage {
  url: string;
  databaseUrl: string;
  /** The simulated Vast.ai; a second one where the world has two. */
  vast: readonly Emulator[];
  browser: Browser;
  /** The owner's session as a Cookie header. */
  cookie: string;
  /** A window of the browser, signed in as the owner unless told otherwise. */
  window(options?: BrowserContextOptions & { signedIn?: boolean }): Promise<BrowserContext>;
  end(): Promise<void>;
}

/** What Gantry's own clock shows when a stage begins: a Tuesday afternoon. */
const EPOCH = '2026-11-24T15:54:00Z';
/** Vast.ai's clock begins so much earlier, and a scene lets it catch up: in that time Gantry has watched. */
export const WATCHED_MINUTES = 40;
const VAST_EPOCH = new Date(Date.parse(EPOCH) - WATCHED_MINUTES * 60_000);

// A usual one: sessions are listed by it.
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const CLOCK = new URL('./clock.mjs', import.meta.url).href;

/** `flags` are the browser's. */
export async function openStage(world: WorldName, flags: readonly string[] = []): Promise<Stage> {
  const dataDir = await temporaryDirectory(`gantry-stage-${world}`, endApp);
  const vast = await vastOf(world);
  const [first] = vast;
  if (!first) throw new Error('a stage has a Vast.ai');
  const clock = {
    NODE_OPTIONS: `--import ${CLOCK}`,
    GANTRY_STAGE_EPOCH: EPOCH,
    GANTRY_STAGE_BEGAN: String(Date.now()),
  };
  const inDemo = world === 'small-team' || world === 'failing';
  const app = await startApp({
    GANTRY_DATA_DIR: dataDir,
    ...clock,
    // The demo's company over our own emulator instead of the one that `up` would start.
    GANTRY_DEMO: 'off',
    ...(inDemo ? { GANTRY_DEMO_URL: first.url, GANTRY_DEMO_KEY: first.apiKey } : {}),
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    GANTRY_OWNER_NAME: 'Ada Northwind',
    GANTRY_WORKSPACE_NAME: 'Northwind AI',
  });
  await furnish(dataDir, clock, furnitureOf(world, vast));

  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...FLAGS, ...flags],
  });
  const session = await signedIn(browser, app.url);
  const stage: Stage = {
    url: app.url,
    // `up` runs it already; this only finds it.
    databaseUrl: (await startServer({ dataDir })).url,
    vast,
    browser,
    cookie: session.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    window: ({ signedIn: inside = true, ...options } = {}) =>
      browser.newContext({
        baseURL: app.url,
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        userAgent: USER_AGENT,
        ...(inside ? { storageState: session } : {}),
        ...options,
      }),
    end: async () => {
      await browser.close();
      await app.end();
      for (const emulator of vast) await emulator.close();
      await stopServer(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await readAll(stage);
  return stage;
}

async function vastOf(world: WorldName): Promise<Emulator[]> {
  const start = (name: string, seed: number) => startEmulator({ world: name, seed, epoch: VAST_EPOCH });
  if (world === 'failing') return [await start('small-team', 1), await start('outbid-night', 2)];
  return [await start(world, 1)];
}

/** What `furnish` links, and whose work a label is in the fleet's company. */
function furnitureOf(world: WorldName, vast: readonly Emulator[]): Furniture {
  const [first, second] = vast;
  if (world === 'failing' && second) {
    return {
      kind: 'demo',
      accounts: [{ name: 'Night shift', url: second.url, key: second.apiKey }],
      teams: {},
      people: true,
    };
  }
  if (world === 'small-team' || !first) return { kind: 'demo', accounts: [], teams: {}, people: true };
  return {
    kind: 'real',
    accounts: first.accounts.map(({ name, apiKey }) => ({ name, url: first.url, key: apiKey })),
    teams:
      world === 'fleet'
        ? { Research: 'pretrain-*', Search: 'embed-*', Studio: 'render-*', Platform: 'serve-*' }
        : { Research: 'train-*' },
    people: world === 'fleet',
  };
}

/** In a process of its own, because the door to Vast.ai belongs to one database. */
async function furnish(dataDir: string, clock: Record<string, string>, furniture: Furniture) {
  await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/stage/furnish.ts', dataDir, JSON.stringify(furniture)],
    { env: { ...process.env, ...clock, GANTRY_DATA_DIR: dataDir } },
  );
}

async function signedIn(browser: Browser, url: string) {
  const context = await browser.newContext({ baseURL: url, userAgent: USER_AGENT });
  const page = await context.newPage();
  await signIn(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

interface Health {
  accounts: { name: string; syncedThrough: string | null; history: { read: number; of: number } | null }[];
}

/** Every account's costs are read as far as they go, its instances once, and the market once. */
async function readAll(stage: Stage) {
  const get = async <T>(path: string) =>
    (await (await fetch(stage.url + path, { headers: { cookie: stage.cookie } })).json()) as T;
  const deadline = Date.now() + 600_000;
  const until = async (done: () => Promise<boolean>) => {
    while (!(await done())) {
      if (Date.now() > deadline) throw new Error('the stage was not ready within ten minutes');
      await sleep(500);
    }
  };
  // One of the fleet's accounts fails half of the time: what can be read of it comes later or not at all.
  const wanted = (name: string) => !name.includes('Faulty');
  await until(async () =>
    (await get<Health>('/api/health')).accounts
      .filter(({ name }) => wanted(name))
      .every(({ history }) => history !== null && history.read >= history.of),
  );
  await until(async () => ((await get<{ page: { all: number } | null }>('/api/market')).page?.all ?? 0) > 0);
}
