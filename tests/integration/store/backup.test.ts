import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '@/lib/gateway';
import { rent } from '@/lib/gateway/rent';
import { exact } from '@/lib/money';
import { checkBackup } from '@/lib/store/backup/format';
import { examine, restoreBackup } from '@/lib/store/backup/restore';
import { writeBackup } from '@/lib/store/backup/write';
import { openStore } from '@/lib/store/db';
import { currentLines } from '@/lib/store/ledger-lines';
import { pollIdentity } from '@/lib/sync/instances';
import { sweepMarket } from '@/lib/sync/market';
import { operations } from '@/lib/vast/operations';
import { offerHour } from '@/lib/vast/price';
import { contentsOf, queryAt } from '@/tests/support/contents';
import { testDatabase } from '@/tests/support/database';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { booksOf, emulatorToday, identityOf, rollupErrors, syncAll } from '../ledger/books';

const NOW = new Date('2026-11-24T12:00:00Z');
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-backup-'));
});
afterAll(() => rmSync(home, { recursive: true }));

const secretKey = { fingerprint: 'f'.repeat(16) };

/** A deployment with a fleet, a market, three days of charges, a rent and words that are hard to write down. */
async function lived(): Promise<TestWorld & { url: string }> {
  const w = await testWorld();
  const url = String(w.store.pool.options.connectionString);
  await pollIdentity(
    { db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 'test' },
    await identityOf(w),
  );
  await sweepMarket(
    { db: w.store.db, pool: w.store.pool, gateway: w.gateway, now: w.ports.now },
    { origin: w.emulator.url, accountId: w.accountId, workspaceId: w.workspaceId },
  );
  await syncAll(w, 3);
  const found = await w.gateway.run(
    operations.searchOffers,
    w.accountId,
    { filters: { rentable: { eq: true }, num_gpus: { eq: 1 } }, allocated_storage: 20 },
    w.owner,
  );
  const offer = found.kind === 'done' ? found.value.offers.find((o) => (o.disk_space ?? 0) >= 20) : undefined;
  if (!offer) throw new Error('no offer');
  const rented = await rent(w.ports, w.gateway, w.owner, {
    accountId: w.accountId,
    offerId: offer.id,
    image: 'x',
    diskGb: 20,
    label: 'a\tb\\n "c" \\. é\u2028',
    teamId: null,
    project: null,
    endsAt: null,
    expectedHourUsd: exact(offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, 20)),
    idempotencyKey: crypto.randomUUID(),
  });
  if (rented.kind !== 'done') throw new Error(rented.problem.say);
  await queryAt(
    url,
    `INSERT INTO person (email, name) VALUES ('lines@example.com', E'one\\ntwo\\\\.\\n\\\\.\\n'), ('null@example.com', E'\\\\N')`,
  );
  return { ...w, url };
}

describe('a backup of a database with data', () => {
  it('restored into another database brings every row back, and the application works on it', async () => {
    const w = await lived();
    const before = await contentsOf(w.url);
    const file = join(home, 'whole.gantry.gz');
    const rows = await writeBackup(w.url, { file, now: NOW, secretKey });
    expect(rows).toBe(Object.values(before).flat().length);
    expect(rows).toBeGreaterThan(500);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const { url } = await testDatabase({ migrated: false });
    const backup = await checkBackup(file);
    expect(backup.header).toMatchObject({ madeAt: NOW.toISOString(), secretKey });
    expect(await restoreBackup(url, backup)).toEqual({ rows, migrated: 0 });
    expect(await contentsOf(url)).toEqual(before);

    // As the application, with its rights: it reads the books, opens the sealed key, writes on and audits.
    const store = openStore(url);
    expect(await booksOf(store.db)).toEqual(await booksOf(w.store.db));
    expect(await rollupErrors(store.db)).toEqual([]);
    const day = { workspaceId: w.workspaceId, accountId: w.accountId, day: emulatorToday(w) };
    expect((await currentLines(store.db, day)).length).toBeGreaterThan(0);
    const gateway = createGateway({ ...w.ports, db: store.db });
    const listed = await gateway.run(operations.listInstances, w.accountId, {}, w.owner);
    const id = listed.kind === 'done' ? (listed.value.instances[0]?.id ?? 0) : 0;
    const outcome = await gateway.run(operations.manageInstance, w.accountId, { id, label: 'on' }, w.owner);
    expect(outcome.kind).toBe('done');
    // Numbers given out before are not given out again, and what must not change still can't.
    const last = await queryAt(url, 'SELECT max(id) AS id, count(*)::int AS n FROM audit_event');
    expect(last[0]?.n).toBe((before.audit_event?.length ?? 0) + 1);
    await expect(queryAt(url, 'DELETE FROM charge_line')).rejects.toThrow(/append-only/);
    await expect(store.pool.query('TRUNCATE audit_event')).rejects.toThrow(/permission denied/);
    await store.close();
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const { url } = await testDatabase();
    await queryAt(
      url,
      "INSERT INTO workspace (name, kind) SELECT 'w' || n, 'real' FROM generate_series(1, 20000) n",
    );
    const file = join(home, 'moment.gantry.gz');
    const writing = writeBackup(url, { file, now: NOW, secretKey });
    const meanwhile = (async () => {
      for (let n = 0; n < 20; n++) {
        // A team and its workspace in one statement: the backup has both or neither.
        await queryAt(
          url,
          `WITH w AS (INSERT INTO workspace (name, kind) VALUES ('late', 'real') RETURNING id)
           INSERT INTO team (workspace_id, name, position) SELECT id, 'late', 1 FROM w`,
        );
      }
    })();
    await Promise.all([writing, meanwhile]);
    const restored = await testDatabase({ migrated: false });
    await restoreBackup(restored.url, await checkBackup(file));
    const [counts] = await queryAt<{ workspaces: number; teams: number }>(
      restored.url,
      "SELECT (SELECT count(*)::int FROM workspace WHERE name = 'late') AS workspaces, (SELECT count(*)::int FROM team) AS teams",
    );
    expect(counts?.workspaces).toBe(counts?.teams);
  });

  it('that fails in the middle leaves no file that looks like one', async () => {
    const { url } = await testDatabase();
    const folder = mkdtempSync(join(home, 'failed-'));
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE workspace IN ACCESS EXCLUSIVE MODE');
    const writing = writeBackup(url, { file: join(folder, 'a.gantry.gz'), now: NOW, secretKey });
    writing.catch(() => {});
    const waits =
      "wait_event_type = 'Lock' AND query LIKE 'COPY%workspace%' AND datname = current_database()";
    await expect
      .poll(() =>
        queryAt(url, `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE ${waits}`),
      )
      .toEqual([{ ended: true }]);
    await expect(writing).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
    await blocker.end();
  });
});

describe('a file that is not a whole backup', () => {
  let whole: Buffer;
  beforeAll(async () => {
    const { url } = await testDatabase();
    await queryAt(
      url,
      "INSERT INTO workspace (name, kind) SELECT 'w' || n, 'real' FROM generate_series(1, 500) n",
    );
    const file = join(home, 'small.gantry.gz');
    await writeBackup(url, { file, now: NOW, secretKey });
    whole = readFileSync(file);
  });
  const checked = (bytes: Buffer) => {
    const file = join(home, `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.gz`);
    writeFileSync(file, bytes);
    return checkBackup(file);
  };
  const rewritten = (change: (text: string) => string) =>
    gzipSync(change(gunzipSync(whole).toString('utf8')));

  it('is taken when it is whole', async () => {
    expect((await checked(whole)).rows).toMatchObject({ workspace: 500, team: 0 });
  });

  it.each([
    ['cut short', () => whole.subarray(0, whole.length - 40)],
    ['cut short between lines', () => rewritten((text) => text.slice(0, text.indexOf('w250')))],
    ['with a row changed', () => rewritten((text) => text.replace('w250', 'w25O'))],
    ['with a row missing', () => rewritten((text) => text.replace(/[^\n]*w250[^\n]*\n/, ''))],
    ['without its last line', () => rewritten((text) => text.replace(/\n[^\n]*\n$/, '\n'))],
    ['that is something else', () => gzipSync('PGDMP\n')],
    ['that is not even compressed', () => Buffer.from('PGDMP')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is refused', async (_, made) => {
    await expect(checked(made())).rejects.toThrow(/is not a whole backup/);
  });

  it('of a newer Gantry says so', async () => {
    const later = rewritten((text) => text.replace('"version":1', '"version":2'));
    await expect(checked(later)).rejects.toThrow(/newer Gantry/);
  });

  it('that names migrations nobody knows is refused before anything is touched', async () => {
    const { url } = await testDatabase();
    const backup = await checked(whole);
    const migrations = [...backup.header.migrations, 'later'];
    await expect(restoreBackup(url, { ...backup, header: { ...backup.header, migrations } })).rejects.toThrow(
      /made by a newer Gantry/,
    );
    expect(await queryAt(url, 'SELECT count(*)::int AS n FROM workspace')).toEqual([{ n: 0 }]);
  });
});

it('a database on which Gantry runs is not restored into', async () => {
  const { url } = await testDatabase();
  expect(await examine(url)).toEqual([]);
  const store = openStore(url);
  await store.pool.query('SELECT 1');
  await expect(examine(url)).rejects.toThrow(/Gantry is running on this database \(gantry\)/);
  await store.close();
});
