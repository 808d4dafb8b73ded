/**
 * 200 rents through a real browser's door (the web server's action) while Vast.ai answers 5 % with 429, cuts 2 % of
 * connections before and 2 % after the write, and web and worker are killed with -9 at random. Afterwards the
 * emulator's journal must show exactly one contract per intent that says done, none for those that say refused,
 * and no intent may be unknown.
 *
 *   npm run test:chaos -- --seed 1 --rents 200
 */
import { parseArgs } from 'node:util';
import { badNight } from './night';
import { Renter } from './renter';
import { verdict } from './verdict';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, rents: { type: 'string', default: '200' } },
});
const wanted = Number(values.rents);

const night = await badNight({ seed: Number(values.seed), name: 'gantry-chaos' });
const { db, emulator } = night;
try {
  const renter = await Renter.signIn(night.app.url, db, emulator);
  await night.storm();
  const killer = night.killAtRandom();
  // An offer that is gone when it is read again is refused before anything is meant: it doesn't count.
  let meant = 0;
  for (let n = 0; meant < wanted; n++) {
    await renter.rent(n);
    meant = await intents();
    if ((n + 1) % 20 === 0) console.log(`${meant} of ${wanted} rents meant, ${killer.kills()} kills`);
  }
  await killer.stop();
  console.log(`${meant} rents meant, ${killer.kills()} kills; waiting for what is still open`);
  await night.settled();
  await night.calm();
  const { lines, ok } = await verdict(db, emulator.url);
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
} finally {
  await night.end();
}

async function intents(): Promise<number> {
  const { rows } = await db.query(
    'SELECT count(*)::int AS n FROM intent WHERE reserved_hour_usd IS NOT NULL',
  );
  return rows[0].n;
}
