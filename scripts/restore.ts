// npm run restore -- FILE [--replace]: brings a backup's data into the database of this installation. Refuses to
// overwrite data unless --replace is said, and then backs that up first.
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { config } from '@/lib/config';
import { fingerprintOf, knownSecretKey, replaceSecretKey } from '@/lib/config/secret-key';
import { BackupError, type CheckedBackup, checkBackup } from '@/lib/store/backup/format';
import { backupFile } from '@/lib/store/backup/keep';
import { examine, requireKnown, restoreBackup } from '@/lib/store/backup/restore';
import { writeBackup } from '@/lib/store/backup/write';
import { withDatabase } from './backup/database';
import { lock } from './up/lock.mjs';
import { say, sayError } from './up/say.mjs';

const { values, positionals } = parseArgs({
  options: { replace: { type: 'boolean' } },
  allowPositionals: true,
});

try {
  const [given] = positionals;
  if (!given) throw new BackupError('Say which backup: npm run restore -- FILE');
  const unlock = await lock(config().dataDir);
  process.once('exit', unlock);
  const backup = await checkBackup(resolve(given));
  requireKnown(backup);
  await withDatabase(config(), (url) => restore(url, backup));
} catch (error) {
  sayError(error);
  process.exit(1);
}

async function restore(url: string, backup: CheckedBackup): Promise<void> {
  const filled = await examine(url);
  const sealing = newSecretKey(backup, filled.length > 0);
  if (filled.length > 0) {
    if (!values.replace) {
      const some = filled.slice(0, 3).map(({ name, rows }) => `${name} ${rows}`);
      throw new BackupError(
        `The database holds data already (rows: ${some.join(', ')}${filled.length > 3 ? ', …' : ''}). Nothing was changed. With --replace it is backed up and then replaced.`,
      );
    }
    const now = new Date();
    const file = backupFile(config().dataDir, 'before-restore', now);
    const key = knownSecretKey(config());
    const secretKey = { fingerprint: key ? fingerprintOf(key) : null, ...(key ? { value: key } : {}) };
    await writeBackup(url, { file, now, secretKey });
    say(`backed up what was there, with its secret key, to ${relative('.', file)}`);
  }
  const { rows, migrated } = await restoreBackup(url, backup).catch((error: unknown) => {
    say(
      'It broke off, and the database is incomplete now. Restore again, this backup or the one made before.',
    );
    throw error;
  });
  if (sealing !== undefined) replaceSecretKey(config(), sealing);
  say(
    `restored ${rows} rows of ${backup.header.madeAt}${migrated ? `, then ran ${migrated} newer ${migrated === 1 ? 'migration' : 'migrations'}` : ''}`,
  );
  const key = knownSecretKey(config());
  if (backup.header.secretKey.fingerprint !== (key ? fingerprintOf(key) : null)) {
    say(
      'The secret key of this installation is not the one that sealed the Vast.ai keys in this backup. Put the old secret.key (or GANTRY_SECRET_KEY) in its place, or paste the keys again under Accounts.',
    );
  }
}

/** The key that the backup brings, where it is to become this installation's. */
function newSecretKey({ header }: CheckedBackup, holdsData: boolean): string | undefined {
  const { value } = header.secretKey;
  const here = knownSecretKey(config());
  if (value === undefined || value === here) return undefined;
  if (config().secretKey) {
    throw new BackupError(
      'The backup brings another secret key than GANTRY_SECRET_KEY. Set GANTRY_SECRET_KEY to the old one, or unset it to take the backup’s.',
    );
  }
  if (here !== undefined && holdsData && !values.replace) {
    throw new BackupError(
      'The backup brings another secret key than the one of this installation, which seals its data. With --replace both are backed up and then replaced.',
    );
  }
  return value;
}
