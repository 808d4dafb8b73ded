/**
 * What a backup file is: gzipped lines. First a header in JSON, then each table's rows as PostgreSQL's COPY writes
 * them, ended by `\.`, last a line with the rows' counts and the checksum of everything before it. `zcat` shows it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

export const END_OF_TABLE = '\\.';

const Header = z.object({
  format: z.literal('gantry-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  /** Of the migrations that the database had run, in order: which Gantry can read it. */
  migrations: z.array(z.string()).min(1),
  /** In the order in which they can be filled. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** First days of the months that the ledger has lines in. */
  months: z.array(z.iso.date()),
  /** The last value each sequence gave out. */
  sequences: z.record(z.string(), z.string()),
  /** Tells whether a secret key is the one that sealed the Vast.ai keys; the key itself only where that was asked for. */
  secretKey: z.object({ fingerprint: z.string().nullable(), value: z.string().optional() }),
});
export type BackupHeader = z.infer<typeof Header>;

const Trailer = z.object({ rows: z.record(z.string(), z.number()), sha256: z.string() });

/** The file isn't a whole backup, or not one that this Gantry can read. */
export class BackupError extends Error {
  override name = 'BackupError';
}

export interface CheckedBackup {
  file: string;
  header: BackupHeader;
  rows: Record<string, number>;
}

/** Reads the whole file once: half a backup is no backup, and nothing is touched for one. */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  const hash = createHash('sha256');
  let header: BackupHeader | undefined;
  let trailer: z.infer<typeof Trailer> | undefined;
  let last: Buffer | undefined;
  let table = 0;
  const rows: Record<string, number> = {};
  for await (const line of linesOf(file)) {
    if (last) hash.update(last).update('\n');
    last = line;
    if (!header) {
      header = headerOf(line, file);
      for (const { name } of header.tables) rows[name] = 0;
      continue;
    }
    const name = header.tables[table]?.name;
    if (name === undefined) trailer = Trailer.safeParse(parsed(line)).data;
    else if (line.equals(END)) table += 1;
    else rows[name] = (rows[name] ?? 0) + 1;
  }
  const whole =
    header &&
    trailer &&
    trailer.sha256 === hash.digest('hex') &&
    JSON.stringify(trailer.rows) === JSON.stringify(rows);
  if (!header || !whole) throw damaged(file);
  return { file, header, rows };
}

const END = Buffer.from(END_OF_TABLE);

/** Each table's rows in turn, as COPY takes them. Only for a file that was checked. */
export async function* tablesOf({ file, header }: CheckedBackup): AsyncGenerator<{
  table: BackupHeader['tables'][number];
  rows: AsyncGenerator<Buffer>;
}> {
  const lines = linesOf(file);
  await lines.next();
  for (const table of header.tables) yield { table, rows: rowsUntilEnd(lines) };
}

const CHUNK_BYTES = 65_536;

async function* rowsUntilEnd(lines: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done || line.equals(END)) break;
    waiting.push(line, NEWLINE);
    bytes += line.length + 1;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

const NEWLINE = Buffer.from('\n');

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const plain = createReadStream(file)
    .on('error', (error) => plain.destroy(error))
    .pipe(createGunzip());
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of plain) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
      let from = 0;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
        yield bytes.subarray(from, at);
        from = at + 1;
      }
      rest = bytes.subarray(from);
    }
  } catch {
    throw damaged(file);
  }
  if (rest.length > 0) throw damaged(file);
}

function headerOf(line: Buffer, file: string): BackupHeader {
  const said = parsed(line);
  const read = Header.safeParse(said);
  if (read.success) return read.data;
  const newer = z
    .looseObject({ format: z.literal('gantry-backup'), version: z.number().min(2) })
    .safeParse(said);
  throw newer.success
    ? new BackupError(`${file} was written by a newer Gantry. Restore it with that version.`)
    : damaged(file);
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

const damaged = (file: string) =>
  new BackupError(
    `${file} is not a whole backup of Gantry: it was cut short, changed, or is something else.`,
  );
