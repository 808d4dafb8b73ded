import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyCluster } from '@/lib/store/backup';
import { type Server, startServer } from '@/lib/store/server';

let home: string;
let server: Server;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'gantry-backup-'));
  server = await startServer({ dataDir: home, fsync: false });
});

afterEach(async () => {
  await server.stop();
  rmSync(home, { recursive: true });
});

async function query(text: string) {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it('a copy put in the place of the cluster brings back what was there before', async () => {
  await query('CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
  await server.stop();
  const copy = copyCluster(server.pgdata, join(home, 'backups'), new Date('2026-11-24T05:31:00Z'));
  expect(copy).toBe(join(home, 'backups', '2026-11-24T05-31-00Z'));

  server = await startServer({ dataDir: home, fsync: false });
  await query('DROP TABLE kept');
  await server.stop();
  renameSync(server.pgdata, join(home, 'spoilt'));
  // As a person would: with the rights that copying gives, which needn't be the server's.
  cpSync(copy, server.pgdata, { recursive: true });
  server = await startServer({ dataDir: home, fsync: false });
  expect(await query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
});
