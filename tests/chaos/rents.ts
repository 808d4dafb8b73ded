/**
 * 200 rents through a real browser's door (the web server's action) while Vast.ai answers 5 % with 429, cuts 2 % of
 * connections before and 2 % after the write, and web and worker are killed with -9 at random. Afterwards the
 * emulator's journal must show exactly one contract per intent that says done, none for those that say refused,
 * and no intent may be unknown.
 *
 *   npm run test:chaos -- --seed 1 --rents 200
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startServer } from '@/lib/store/server';
import { OWNER, startApp } from '../support/app';
import { temporaryDirectory } from '../support/leftovers';
import { emulatorProcess, seeded } from './emulator';
import { Renter } from './renter';
import { verdict } from './verdict';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, rents: { type: 'string', default: '200' } },
});
const seed = Number(values.seed);
const wanted = Number(values.rents);

const dataDir = await temporaryDirectory('gantry-chaos', async () => {});
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
try {
  await learnScaledLimits();
  const renter = await Renter.signIn(app.url, db, emulator);
  await emulator.control('faults', {
    seed,
    rules: [
      {
        match: { path: '/api/' },
        kind: 'status',
        status: 429,
        body: 'API requests too frequent: endpoint threshold=0.02',
        rate: 0.05,
      },
      { match: { path: '/api/' }, kind: 'reset_before', rate: 0.02 },
      { match: { path: '/api/' }, kind: 'reset_after', rate: 0.02 },
    ],
  });
  const killer = killAtRandom();
  // An offer that is gone when it is read again is refused before anything is meant: it doesn't count.
  let meant = 0;
  for (let n = 0; meant < wanted; n++) {
    await renter.rent(n);
    meant = await intents();
    if ((n + 1) % 20 === 0) console.log(`${meant} of ${wanted} rents meant, ${killer.kills()} kills`);
  }
  await killer.stop();
  console.log(`${meant} rents meant, ${killer.kills()} kills; waiting for what is still open`);
  await settled();
  await emulator.control('faults', { rules: [], seed });
  const { lines, ok } = await verdict(db, emulator.url);
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
} finally {
  await db.end();
  await app.end();
  emulator.end();
}

/** The limiter's memory as it would be after learning the emulator's hundredth of the documented intervals. */
async function learnScaledLimits() {
  await db.query(`
    INSERT INTO rate_slot (origin, identity, method, path, next_at, learned_interval_ms)
    SELECT i.origin, i.id, m.method, m.path, now(), m.ms
    FROM vast_identity i, (VALUES ('PUT', '/api/v0/asks/{id}/', 50), ('POST', '/api/v0/bundles/', 15),
      ('GET', '/api/v1/instances/', 15), ('DELETE', '/api/v0/instances/{id}/', 35)) AS m (method, path, ms)
    ON CONFLICT (origin, identity, method, path) DO UPDATE SET learned_interval_ms = excluded.learned_interval_ms`);
}

/** Kills web or worker with -9, every few seconds; `up` starts them again. */
function killAtRandom() {
  let kills = 0;
  let going = true;
  const random = seeded(seed);
  const loop = (async () => {
    while (going) {
      await sleep(3_000 + random() * 6_000);
      if (!going) break;
      const name = random() < 0.5 ? 'web' : 'worker';
      try {
        process.kill(JSON.parse(readFileSync(join(dataDir, `run/${name}.json`), 'utf8')).pid, 'SIGKILL');
        kills += 1;
      } catch (error) {
        // It is between two lives.
        if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
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

async function intents(): Promise<number> {
  const { rows } = await db.query(
    'SELECT count(*)::int AS n FROM intent WHERE reserved_hour_usd IS NOT NULL',
  );
  return rows[0].n;
}

/** Until nothing is open: an abandoned intent is noticed after two minutes, absence takes one more. */
async function settled() {
  for (let waitedMs = 0; waitedMs < 420_000; waitedMs += 2_000) {
    const open = await db.query(`SELECT count(*)::int AS n FROM intent WHERE state IN ('open', 'unknown')`);
    if (open.rows[0].n === 0) return;
    await sleep(2_000);
  }
}
