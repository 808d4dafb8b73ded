/**
 * 500 creates by REST, of six kinds, each under a key of its own that its client holds through every retry, while
 * Vast.ai cuts connections off and web and worker are killed with -9 at random points. Afterwards: nothing made twice,
 * nothing lost without an answer, one outcome a key, the same body for the same question, and no secret shown twice.
 *
 *   npm run test:idempotency -- --creates 500 --kills 20 --seed 1
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '@/clients/typescript/src';
import { tokenByCli } from '../support/token';
import { type Create, createOf } from './creates';
import { seeded } from './emulator';
import { badNight } from './night';
import { disagreements, type Outcome, outcomeOf } from './outcomes';

const CLIENTS = 8;
/** Long enough for a lost call to be looked for until it is surely absent, with the server away in between. */
const PATIENCE_MS = 1_200_000;

const { values } = parseArgs({
  options: {
    creates: { type: 'string', default: '500' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);
const creates = Number(values.creates);
const random = seeded(seed);
/** How many creates are begun when somebody is killed. */
const killsAt = Array.from({ length: Number(values.kills) }, () => Math.floor(random() * creates)).sort(
  (a, b) => a - b,
);

const night = await badNight({ seed, name: 'gantry-idempotency' });
const outcomes = new Map<Create, Outcome>();
let begun = 0;
let kills = 0;
try {
  const where = { DATABASE_URL: night.databaseUrl };
  const token = await tokenByCli(where, '--name', 'night', '--role', 'owner', '--tools', 'all');
  const client = createClient({ url: night.app.url, token, deadlineMs: PATIENCE_MS });
  await night.storm();
  const killing = killNowAndThen();
  await Promise.all(Array.from({ length: CLIENTS }, () => asking()));
  await killing;
  await night.calm();
  const wrong = await disagreements(client, night.emulator.url, outcomes);
  for (const line of wrong) console.log(line);
  console.log(`${outcomes.size} creates, ${kills} kills: ${summed()}; ${wrong.length} disagreements`);
  process.exitCode = wrong.length === 0 && outcomes.size === creates ? 0 : 1;

  async function asking() {
    while (begun < creates) {
      const n = begun++;
      const create = await createOf(night.emulator, n);
      outcomes.set(create, await outcomeOf(client, create));
      if (outcomes.size % 50 === 0) console.log(`${outcomes.size} of ${creates} answered, ${kills} kills`);
    }
  }
} finally {
  await night.end();
}

/** Somewhere in the calls that are under way by then. */
async function killNowAndThen() {
  for (const at of killsAt) {
    while (begun < at) await sleep(20);
    await sleep(random() * 500);
    const what = random() < 0.6 ? 'web' : 'worker';
    while (!night.kill(what)) await sleep(200);
    kills += 1;
  }
}

function summed(): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes.values()) {
    const word = outcome.kind === 'refused' ? `refused as ${outcome.code}` : outcome.kind;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, n]) => `${n} ${word}`).join(', ');
}
