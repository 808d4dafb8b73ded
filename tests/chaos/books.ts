/**
 * The books after a bad night: three worlds in turn, two workers at once, each of them killed with -9 at random while
 * time at Vast.ai goes on; afterwards `scripts/audit-costs` adds Vast.ai's charges day by day and must find costs.csv
 * equal to the last digit.
 *
 *   npm run test:books -- --seed 1 --kills 50 [--world small-team]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startServer } from '@/lib/store/server';
import { OWNER, startApp } from '../support/app';
import { temporaryDirectory } from '../support/leftovers';
import { emulatorProcess, seeded } from './emulator';

const WORLDS = ['small-team', 'restated-month', 'outbid-night'];
const DAYS = 60;
/** Every few kills so much time passes at Vast.ai that a day ends now and then. */
const ADVANCE = { everyKills: 5, seconds: 6 * 3600 };

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '50' },
    world: { type: 'string' },
  },
});
const random = seeded(Number(values.seed));
let failed = 0;
for (const world of values.world ? [values.world] : WORLDS) {
  const code = await badNight(world, Number(values.kills));
  console.log(`${world}: ${code === 0 ? 'equal' : 'DIFFERENT'}`);
  failed += code === 0 ? 0 : 1;
}
process.exit(failed === 0 ? 0 : 1);

async function badNight(world: string, kills: number): Promise<number | null> {
  const dataDir = await temporaryDirectory('gantry-books', async () => {});
  const emulator = await emulatorProcess({ seed: Number(values.seed), world, history: DAYS + 10 });
  const app = await startApp({
    GANTRY_DATA_DIR: dataDir,
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    GANTRY_VAST_API_KEY: emulator.apiKey,
    GANTRY_VAST_URL: emulator.url,
    GANTRY_BACKFILL_DAYS: String(DAYS + 8),
    GANTRY_DEMO: 'off',
  });
  // `up` runs the server already; this finds it.
  const server = await startServer({ dataDir });
  const workers = [worker(server.url, dataDir), worker(server.url, dataDir)];
  try {
    await learnScaledLimits(server.url);
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(300 + random() * 1_500);
      const index = Math.floor(random() * workers.length);
      workers[index]?.kill('SIGKILL');
      workers[index] = worker(server.url, dataDir);
      if (kill % ADVANCE.everyKills === 0) await emulator.control('advance', { seconds: ADVANCE.seconds });
    }
    return await audit(emulator, app.url);
  } finally {
    for (const each of workers) each.kill('SIGKILL');
    await app.end();
    emulator.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function worker(databaseUrl: string, dataDir: string): ChildProcess {
  const GANTRY_BACKFILL_DAYS = String(DAYS + 8);
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, GANTRY_DATA_DIR: dataDir, GANTRY_BACKFILL_DAYS },
    stdio: 'ignore',
  });
}

/** The limiter's memory as it would be after learning the emulator's hundredth of the documented intervals. */
async function learnScaledLimits(url: string): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query(`
    INSERT INTO rate_slot (origin, identity, method, path, next_at, learned_interval_ms)
    SELECT origin, id, 'GET', '/api/v0/charges/', now(), 15 FROM vast_identity
    ON CONFLICT (origin, identity, method, path) DO UPDATE SET learned_interval_ms = excluded.learned_interval_ms`);
  await db.end();
}

async function audit(emulator: { url: string; apiKey: string }, gantry: string): Promise<number | null> {
  const words = { url: emulator.url, key: emulator.apiKey, gantry, ...OWNER, days: DAYS, patience: 300 };
  const child = spawn(
    process.execPath,
    [
      'scripts/audit-costs.mjs',
      ...Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    { stdio: 'inherit' },
  );
  const [code] = await once(child, 'exit');
  return code;
}
