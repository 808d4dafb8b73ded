// Plays a renter's day with Vast.ai's own command line and Python client, unmodified, against our emulator: the proof
// that what we test against speaks as Vast.ai does. The client is no part of this project; check it out beside it.
//   node scripts/official-client.mjs --cli /path/to/vast-cli [--python /usr/bin/python3] [--seed N] [--output]
// --output also prints what the client printed. Closes with `N passed, N failed`, and exits by it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { account } from './official-client/account.mjs';
import { pythonClient } from './official-client/client.mjs';
import { startEmulator } from './official-client/emulator.mjs';
import { fleet } from './official-client/fleet.mjs';
import { hosting } from './official-client/hosting.mjs';
import { instances } from './official-client/instances.mjs';
import { interruptible } from './official-client/interruptible.mjs';
import { market } from './official-client/market.mjs';
import { money } from './official-client/money.mjs';
import { people } from './official-client/people.mjs';
import { refusals } from './official-client/refusals.mjs';
import { sdk } from './official-client/sdk.mjs';
import { serverless } from './official-client/serverless.mjs';
import { serverlessSdk } from './official-client/serverless-sdk.mjs';
import { storage } from './official-client/storage.mjs';
import { Transcript } from './official-client/transcript.mjs';
import { transfers } from './official-client/transfers.mjs';
import { twoFactor } from './official-client/two-factor.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    cli: { type: 'string' },
    python: { type: 'string', default: '/usr/bin/python3' },
    seed: { type: 'string', default: '7' },
    output: { type: 'boolean', default: false },
  },
});
if (!values.cli || !existsSync(join(values.cli, 'vastai/cli/main.py'))) {
  console.error('Give --cli, the folder into which github.com/vast-ai/vast-cli was checked out.');
  process.exit(2);
}

/** Every chapter has a world of its own, so that none depends on what another did. */
const CHAPTERS = [
  ['The market', 'small-team', market],
  ['Instances', 'small-team', instances],
  ['Interruptible instances', 'small-team', interruptible],
  ['What is refused and what waits', 'small-team', refusals],
  ['Money', 'small-team', money],
  ['Keys, templates and the account', 'small-team', account],
  ['Serverless', 'small-team', serverless],
  ['Volumes', 'small-team', storage],
  ['Transfers, commands and deposits', 'small-team', transfers],
  ['Hosting', 'small-team', hosting],
  ['Teams, subaccounts and who may do what', 'small-team', people],
  ['A second factor', 'small-team', twoFactor],
  ['A list of many pages', 'fleet', fleet],
  ['The Python SDK', 'small-team', sdk],
  ['The serverless package', 'small-team', serverlessSdk],
];

const total = { passed: 0, failed: 0 };
for (const [title, world, chapter] of CHAPTERS) {
  console.log(`\n${title} (${world})`);
  const home = mkdtempSync(join(tmpdir(), 'official-client-'));
  const emulator = await startEmulator(root, { world, seed: values.seed });
  const client = pythonClient({ ...emulator, home, cli: resolve(values.cli), python: values.python });
  const transcript = new Transcript({ client, emulator, output: values.output });
  try {
    await chapter(transcript, emulator, client);
  } catch (error) {
    transcript.fail('the chapter ends here', error);
  } finally {
    await emulator.stop();
    rmSync(home, { recursive: true, force: true });
  }
  total.passed += transcript.passed;
  total.failed += transcript.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
