/**
 * A bad night: Gantry as `npm run up` runs it, an emulator that outlives it, Vast.ai's answers cut off or refused now
 * and then, and web and worker killed with -9.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startServer } from '@/lib/store/server';
import { operationByName } from '@/lib/vast/operations';
import { OWNER, startApp } from '../support/app';
import { temporaryDirectory } from '../support/leftovers';
import { emulatorProcess, seeded } from './emulator';

export async function badNight({ seed, name }: { seed: number; name: string }) {
  const dataDir = await temporaryDirectory(name, async () => {});
  const emulator = await emulatorProcess({ seed, world: 'small-team', history: 2 });
  const app = await startApp({
    GANTRY_DATA_DIR: dataDir,
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    GANTRY_VAST_API_KEY: emulator.apiKey,
    GANTRY_VAST_URL: emulator.url,
    GANTRY_DEMO: 'off',
  });
  // `up` runs it already; this only finds it.
  const server = await startServer({ dataDir });
  const db = new pg.Pool({ connectionString: server.url, max: 2 });
  await learnScaledLimits(db);
  return {
    ...{ dataDir, emulator, app, db, databaseUrl: server.url },
    storm: () => emulator.control('faults', { seed, rules: STORM }),
    calm: () => emulator.control('faults', { seed, rules: [] }),
    settled: () => settled(db),
    kill: (what: 'web' | 'worker') => kill(dataDir, what),
    killAtRandom: () => killAtRandom(dataDir, seeded(seed)),
    end: async () => {
      await db.end();
      await app.end();
      emulator.end();
    },
  };
}

const FREQUENT = { kind: 'status', status: 429, body: 'API requests too frequent: endpoint threshold=0.02' };
const ANY = { match: { path: '/api/' } };
const STORM = [
  { ...ANY, ...FREQUENT, rate: 0.05 },
  { ...ANY, kind: 'reset_before', rate: 0.02 },
  { ...ANY, kind: 'reset_after', rate: 0.02 },
];

/** The limiter's memory as it would be after learning the emulator's hundredth of the documented intervals. */
async function learnScaledLimits(db: pg.Pool) {
  for (const { http, minIntervalMs } of operationByName.values()) {
    await db.query(
      `INSERT INTO rate_slot (origin, identity, method, path, next_at, learned_interval_ms)
       SELECT origin, id, $1, $2, now(), $3 FROM vast_identity
       ON CONFLICT (origin, identity, method, path) DO UPDATE SET learned_interval_ms = excluded.learned_interval_ms`,
      [http.method, http.path, Math.ceil(minIntervalMs / 100) + 5],
    );
  }
}

/** False when it is between two lives; `up` starts it again. */
function kill(dataDir: string, what: 'web' | 'worker'): boolean {
  try {
    process.kill(JSON.parse(readFileSync(join(dataDir, `run/${what}.json`), 'utf8')).pid, 'SIGKILL');
    return true;
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

/** Every few seconds. */
function killAtRandom(dataDir: string, random: () => number) {
  let kills = 0;
  let going = true;
  const loop = (async () => {
    while (going) {
      await sleep(3_000 + random() * 6_000);
      if (going && kill(dataDir, random() < 0.5 ? 'web' : 'worker')) kills += 1;
    }
  })();
  return {
    kills: () => kills,
    stop: async () => {
      going = false;
      await loop;
    },
  };
}

/** Until nothing is open: an abandoned intent is noticed after two minutes, absence takes one more. */
async function settled(db: pg.Pool) {
  for (let waitedMs = 0; waitedMs < 420_000; waitedMs += 2_000) {
    const open = await db.query(`SELECT count(*)::int AS n FROM intent WHERE state IN ('open', 'unknown')`);
    if (open.rows[0].n === 0) return;
    await sleep(2_000);
  }
}
