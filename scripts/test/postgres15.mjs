// The migrations and integration tests once more on Debian's PostgreSQL 15, the oldest server Gantry supports,
// so that nothing newer slips in. Without it, red: a check that was not made has not passed.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apt } from './chromium.mjs';
import { program } from './run.mjs';
import { vitest } from './runners.mjs';

const BINARIES = '/usr/lib/postgresql/15/bin';
const PASSWORD = 'only-for-this-test-run';

// What proves the embedded server itself, which is not in use here; what knows no database; what asks by another door
// for what the others have asked the database for.
const ELSEWHERE = [
  'embedded/**',
  'emulator/**',
  'programs/every-*.test.ts',
  'programs/evals.test.ts',
  'programs/killed-server.test.ts',
].map((name) => `tests/integration/${name}`);

export async function postgres15() {
  if (!existsSync(BINARIES) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await apt('postgresql-15');
  if (!existsSync(BINARIES)) {
    throw new Error(`There is no PostgreSQL 15 in ${BINARIES}. As root: apt-get install postgresql-15.`);
  }
  const cluster = await startCluster();
  try {
    const words = ['--project', 'integration', ...ELSEWHERE.flatMap((folder) => ['--exclude', folder])];
    const result = await vitest(words, { GANTRY_TEST_DATABASE_URL: cluster.url });
    return { ...result, note: `${result.note}, without ${ELSEWHERE.join(', ')}` };
  } finally {
    await cluster.stop();
  }
}

async function startCluster() {
  const as = process.getuid?.() === 0 ? idsOfPostgres() : {};
  const folder = mkdtempSync(join(tmpdir(), 'gantry-pg15-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  for (const path of [folder, passwordFile]) {
    chmodSync(path, 0o700);
    if (as.uid !== undefined) chownSync(path, as.uid, as.gid);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off`;
  const run = async (name, ...words) => {
    const { code, output } = await program(join(BINARIES, name), words, {}, { ...as, cwd: '/' });
    if (code !== 0) throw new Error(`PostgreSQL 15's ${name} failed:\n${output}`);
  };
  await run(
    'initdb',
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  );
  await run('pg_ctl', 'start', '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings);
  return {
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w', '-s');
      rmSync(folder, { recursive: true });
    },
  };
}

function idsOfPostgres() {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  return { uid, gid };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
