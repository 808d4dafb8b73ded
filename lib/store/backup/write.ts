/** A backup of a running database, as of one moment, in one file. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appliedMigrations } from '../migrate';
import { columnList, quoted, SESSION, sequenceValues, tablesInOrder } from './catalogue';
import { BackupError, type BackupHeader, END_OF_TABLE } from './format';

export interface BackupOrder {
  file: string;
  now: Date;
  secretKey: BackupHeader['secretKey'];
}

/** Writes the backup, complete or not at all; people go on working meanwhile. Returns how many rows are in it. */
export async function writeBackup(url: string, { file, now, secretKey }: BackupOrder): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'backup of gantry',
    options: SESSION,
  });
  await client.connect();
  const half = `${file}.${randomBytes(6).toString('hex')}.half`;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const header: BackupHeader = {
      format: 'gantry-backup',
      version: 1,
      madeAt: now.toISOString(),
      postgres: (await client.query("SELECT current_setting('server_version') AS v")).rows[0].v,
      migrations: await appliedMigrations(client),
      tables: await tablesInOrder(client),
      months: await chargeMonths(client),
      sequences: await sequenceValues(client),
      secretKey,
    };
    const rows: Record<string, number> = {};
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const out = createWriteStream(half, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(Readable.from(contents(client, header, rows)), createGzip(), out);
    // Claimed first: a rename alone would take the place of a backup that is there already.
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    renameSync(half, file);
    return Object.values(rows).reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new BackupError(`${file} is there already. Choose another name; a backup is never overwritten.`);
  } finally {
    rmSync(half, { force: true });
    await client.end();
  }
}

async function* contents(
  client: pg.Client,
  header: BackupHeader,
  rows: Record<string, number>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (bytes: Buffer) => {
    hash.update(bytes);
    return bytes;
  };
  yield hashed(lineOf(JSON.stringify(header)));
  for (const table of header.tables) {
    const text = `COPY (SELECT ${columnList(table)} FROM public.${quoted(table.name)}) TO STDOUT`;
    let count = 0;
    for await (const chunk of client.query(copyTo(text)) as AsyncIterable<Buffer>) {
      // COPY writes a row a line: what is a newline inside of one is `\n`, two letters.
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
      yield hashed(chunk);
    }
    rows[table.name] = count;
    yield hashed(lineOf(END_OF_TABLE));
  }
  yield lineOf(JSON.stringify({ rows, sha256: hash.digest('hex') }));
}

const lineOf = (text: string): Buffer => Buffer.from(`${text}\n`);

async function chargeMonths(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    "SELECT DISTINCT to_char(day, 'YYYY-MM-01') AS month FROM charge_line ORDER BY month",
  );
  return rows.map(({ month }) => month);
}
