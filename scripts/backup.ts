// npm run backup -- [FILE] [--with-secret-key]: all of Gantry's data as of this moment, in one file. Gantry may go on
// running. `npm run restore -- FILE` brings it back, here or on another machine.
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { config } from '@/lib/config';
import { fingerprintOf, knownSecretKey } from '@/lib/config/secret-key';
import { backupFile } from '@/lib/store/backup/keep';
import { writeBackup } from '@/lib/store/backup/write';
import { withDatabase } from './backup/database';
import { say, sayError } from './up/say.mjs';

const { values, positionals } = parseArgs({
  options: { 'with-secret-key': { type: 'boolean' } },
  allowPositionals: true,
});

try {
  const now = new Date();
  const file = positionals[0] ? resolve(positionals[0]) : backupFile(config().dataDir, 'by-hand', now);
  const key = knownSecretKey(config());
  const inside = values['with-secret-key'] && key ? { value: key } : {};
  const secretKey = { fingerprint: key ? fingerprintOf(key) : null, ...inside };
  const rows = await withDatabase(config(), (url) => writeBackup(url, { file, now, secretKey }));
  const kilobytes = Math.ceil(statSync(file).size / 1024);
  say(`${relative('.', file)}: ${rows} rows, ${kilobytes} kB`);
  say(
    'value' in secretKey
      ? 'The secret key is in it: whoever has this file can use the linked Vast.ai accounts. Keep it like a password.'
      : 'The secret key is not in it. Without that key this backup can’t open the keys of the linked Vast.ai accounts; keep secret.key (or GANTRY_SECRET_KEY) apart, or use --with-secret-key.',
  );
} catch (error) {
  sayError(error);
  process.exit(1);
}
