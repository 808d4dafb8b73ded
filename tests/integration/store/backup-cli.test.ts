import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { checkBackup } from '@/lib/store/backup/format';
import { lock } from '@/scripts/up/lock.mjs';
import { queryAt } from '@/tests/support/contents';
import { testDatabase } from '@/tests/support/database';

const root = resolve(import.meta.dirname, '../../..');
const OLD_KEY = 'a'.repeat(64);
const NEW_KEY = 'b'.repeat(64);

interface Installation {
  url: string;
  dataDir: string;
  run(script: 'backup' | 'restore', ...words: string[]): Promise<{ ok: boolean; said: string }>;
  names(): Promise<string[]>;
}

/** A database and a data directory, as `npm run` finds them on somebody's machine. */
async function installation(given: { key?: string; workspace?: string }): Promise<Installation> {
  const { url } = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'gantry-cli-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  if (given.key) writeFileSync(join(dataDir, 'secret.key'), `${given.key}\n`, { mode: 0o600 });
  if (given.workspace)
    await queryAt(url, `INSERT INTO workspace (name, kind) VALUES ('${given.workspace}', 'real')`);
  return {
    url,
    dataDir,
    run: async (script, ...words) => {
      const env = { ...process.env, DATABASE_URL: url, GANTRY_DATA_DIR: dataDir, GANTRY_SECRET_KEY: '' };
      const command = ['--import', 'tsx', `scripts/${script}.ts`, ...words];
      try {
        const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
        return { ok: true, said: stdout };
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return { ok: false, said: stdout + stderr };
      }
    },
    names: async () =>
      (await queryAt<{ name: string }>(url, 'SELECT name FROM workspace')).map((row) => row.name),
  };
}

it('a backup says that the secret key is not in it; one that was asked to carries it to another machine', async () => {
  const old = await installation({ key: OLD_KEY, workspace: 'old' });
  const file = join(old.dataDir, 'plain.gantry.gz');
  const plain = await old.run('backup', file);
  expect(plain.ok).toBe(true);
  expect(plain.said).toContain('The secret key is not in it.');
  expect(gunzipSync(readFileSync(file)).toString()).not.toContain(OLD_KEY);
  expect((await old.run('backup', file)).said).toContain('is there already');

  const other = await installation({ key: NEW_KEY });
  const without = await other.run('restore', file);
  expect(without.said).toContain('is not the one that sealed the Vast.ai keys');
  expect(await other.names()).toEqual(['old']);

  const whole = join(old.dataDir, 'whole.gantry.gz');
  expect((await old.run('backup', whole, '--with-secret-key')).said).toContain('Keep it like a password.');
  const fresh = await installation({});
  const restored = await fresh.run('restore', whole);
  expect(restored.said).toMatch(/^restored \d+ rows of /);
  expect(restored.said).not.toContain('secret key');
  expect(await fresh.names()).toEqual(['old']);
  const key = join(fresh.dataDir, 'secret.key');
  expect(readFileSync(key, 'utf8').trim()).toBe(OLD_KEY);
  expect(statSync(key).mode & 0o777).toBe(0o600);
});

it('data that is there is not overwritten unless that is said, and then it is backed up first', async () => {
  const old = await installation({ key: OLD_KEY, workspace: 'old' });
  const file = join(old.dataDir, 'whole.gantry.gz');
  await old.run('backup', file, '--with-secret-key');
  const here = await installation({ key: NEW_KEY, workspace: 'here' });

  const refused = await here.run('restore', file);
  expect(refused.ok).toBe(false);
  expect(refused.said).toContain('--replace');
  expect(await here.names()).toEqual(['here']);
  expect(readFileSync(join(here.dataDir, 'secret.key'), 'utf8').trim()).toBe(NEW_KEY);

  const replaced = await here.run('restore', file, '--replace');
  expect(replaced.ok).toBe(true);
  expect(await here.names()).toEqual(['old']);
  expect(readFileSync(join(here.dataDir, 'secret.key'), 'utf8').trim()).toBe(OLD_KEY);

  // The way back holds both: what was there, and what sealed it.
  const [before] = readdirSync(join(here.dataDir, 'backups'));
  const back = await checkBackup(join(here.dataDir, 'backups', before ?? ''));
  expect(back.header.secretKey.value).toBe(NEW_KEY);
  expect((await here.run('restore', back.file, '--replace')).ok).toBe(true);
  expect(await here.names()).toEqual(['here']);
  expect(readFileSync(join(here.dataDir, 'secret.key'), 'utf8').trim()).toBe(NEW_KEY);
});

it('a damaged file, none at all, or a Gantry that runs: nothing is touched', async () => {
  const here = await installation({ key: NEW_KEY, workspace: 'here' });
  const file = join(here.dataDir, 'whole.gantry.gz');
  await here.run('backup', file);
  writeFileSync(file, readFileSync(file).subarray(0, 300));
  expect((await here.run('restore', file, '--replace')).said).toContain('is not a whole backup');
  expect((await here.run('restore')).said).toContain('Say which backup');
  const unlock = await lock(here.dataDir);
  expect((await here.run('restore', file, '--replace')).said).toContain('Gantry is already running');
  unlock();
  expect(await here.names()).toEqual(['here']);
  expect(readdirSync(here.dataDir)).not.toContain('backups');
});
