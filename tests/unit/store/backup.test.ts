import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyCluster, dumpDatabase } from '@/lib/store/backup';

let home: string;
let backups: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-backup-'));
  backups = join(home, 'backups');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

describe('copies of the embedded cluster', () => {
  it('the three newest are kept, and nothing else in that folder is touched', () => {
    const pgdata = join(home, 'postgres');
    mkdirSync(pgdata);
    writeFileSync(join(pgdata, 'PG_VERSION'), '18');
    const copyOn = (day: number) => copyCluster(pgdata, backups, new Date(`2026-11-${day}T05:31:00Z`));
    renameSync(copyOn(21), join(backups, 'precious'));
    for (const day of [22, 23, 24, 25]) copyOn(day);
    expect(readdirSync(backups).sort()).toEqual([
      '2026-11-23T05-31-00Z',
      '2026-11-24T05-31-00Z',
      '2026-11-25T05-31-00Z',
      'precious',
    ]);
    expect(readFileSync(join(backups, '2026-11-25T05-31-00Z/PG_VERSION'), 'utf8')).toBe('18');
  });
});

describe('dumps of a server of one’s own', () => {
  const now = new Date('2026-11-24T05:31:00Z');

  function pgDumpThat(does: string) {
    writeFileSync(join(home, 'pg_dump'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `${home}:/usr/bin:/bin`);
  }

  it('the password reaches pg_dump past the list of processes', async () => {
    pgDumpThat(`for word in "$@"; do case "$word" in --file=*) file="\${word#--file=}";; esac; done
      echo "$* as $PGPASSWORD" > "$file"`);
    const dump = await dumpDatabase('postgresql://me:s%40cret@db.example.com:5433/gantry', backups, now);
    expect(dump).toBe(join(backups, '2026-11-24T05-31-00Z.dump'));
    expect(readFileSync(dump, 'utf8')).toContain(
      '--dbname=postgresql://me@db.example.com:5433/gantry as s@cret',
    );
  });

  it('without pg_dump nothing is migrated, and the way on is said', async () => {
    vi.stubEnv('PATH', home);
    await expect(dumpDatabase('postgresql://me@127.0.0.1/gantry', backups, now)).rejects.toThrow(
      /no pg_dump .* set GANTRY_SKIP_BACKUP=1/,
    );
  });

  it('a dump that failed leaves no file that looks like one', async () => {
    pgDumpThat('echo "server version mismatch" >&2; exit 1');
    await expect(dumpDatabase('postgresql://me@127.0.0.1/gantry', backups, now)).rejects.toThrow(
      /server version mismatch/,
    );
    expect(readdirSync(backups)).toEqual([]);
  });
});
