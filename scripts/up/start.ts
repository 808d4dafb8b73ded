import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretKey } from '@/lib/config/secret-key';
import { bootstrap } from './bootstrap';
import { buildIfChanged } from './build';
import { type Child, endLeftovers, startChild } from './child';
import { Database } from './database';
import { addressOf, startEmulator } from './emulator';
import { keepLogsShort } from './logs';
import { Running } from './running';
import { say, sayError, step } from './say.mjs';
import {
  environment,
  localUrl,
  readSettings,
  requireFreePort,
  type Settings,
  wantsDemo,
  withoutBootstrap,
} from './settings';
import { showLogs } from './show-logs';

// A first page takes one or two seconds; a busy machine ten times that.
const FIRST_PAGE_WITHIN_MS = 120_000;

/** The whole of Gantry, from the database to the first page; returns when that answers, and keeps it running. */
export async function start(given: { root: string; dataDir: string; dev: boolean }) {
  const settings = await readSettings(given);
  const running = new Running();
  running.endOnSignals();
  try {
    const { firstRunUrl } = await bringUp(settings, running);
    if (running.signal.aborted) return;
    running.keepAll();
    keepLogsShort(settings.dataDir);
    if (firstRunUrl) say(`\nOpen this once to become the owner:  ${firstRunUrl}\n`);
    say(`ready ${localUrl(settings)}`);
    if (process.stdout.isTTY) showLogs(settings.dataDir, settings.dev);
  } catch (error) {
    // On a signal everything that is under way fails; the one who handles the signal ends this process.
    if (running.signal.aborted) return;
    sayError(error);
    await running.end();
    process.exit(1);
  }
}

async function bringUp(settings: Settings, running: Running): Promise<{ firstRunUrl?: string }> {
  const { root, dataDir, dev, config } = settings;
  const left = await endLeftovers(dataDir);
  if (left.length > 0) say(`  ended what an earlier start had left running: ${left.join(', ')}`);
  await requireFreePort(settings);
  secretKey(config);

  const database = running.add(new Database(dataDir, config.databaseUrl, config.secretKey));
  await step('database', () => database.start());
  await step('backup', () => database.backUp(new Date()));
  await step('migrate', () => database.migrate());

  const env = environment(settings, database.url);
  const plan = { dataDir, ending: running.signal };
  const children: Child[] = [];
  const bring = (child: Child) => {
    children.push(running.add(child));
    return child;
  };
  if (await wantsDemo(settings, database.url)) {
    await step('emulator', async () => {
      const { url, apiKey } = await addressOf(
        bring(await startEmulator({ ...plan, env: withoutBootstrap(env) })),
        dataDir,
      );
      Object.assign(env, { GANTRY_DEMO_URL: url, GANTRY_DEMO_KEY: apiKey });
      return url;
    });
  }
  if (!dev) await step('build', () => buildIfChanged(root, running.signal));
  let said: { firstRunUrl?: string } = {};
  await step('bootstrap', async () => {
    said = await bootstrap(env, running.signal);
    return said.firstRunUrl ? 'no owner yet' : 'done';
  });
  const served = { ...plan, env: withoutBootstrap(env) };
  await step('worker', () => {
    bring(startChild({ ...served, name: 'worker', args: ['--import', 'tsx', 'scripts/worker.ts'] }));
    return 'started';
  });
  await step('web', async () => {
    const words = [dev ? 'dev' : 'start', '-H', settings.host, '-p', String(settings.port)];
    bring(startChild({ ...served, name: 'web', args: ['node_modules/next/dist/bin/next', ...words] }));
    await Promise.race([firstPage(localUrl(settings)), ...children.map((child) => child.died)]);
    return `logs in ${relative(root, dataDir)}/logs`;
  });
  return said;
}

async function firstPage(url: string) {
  const deadline = Date.now() + FIRST_PAGE_WITHIN_MS;
  let last = 'nothing';
  while (Date.now() < deadline) {
    try {
      const { status } = await fetch(`${url}/sign-in`, { redirect: 'manual' });
      if (status === 200) return;
      last = `status ${status}`;
    } catch (error) {
      last = (error as Error).message;
    }
    await sleep(50);
  }
  throw new Error(
    `The web server runs, but its sign-in page does not answer (${last}). See logs/web.log in the data directory.`,
  );
}
