import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { database } from '@/scripts/doctor/database';
import type { Finding } from '@/scripts/doctor/report.mjs';
import { queryAt } from '@/tests/support/contents';
import { testDatabase } from '@/tests/support/database';

const look = (databaseUrl: string | undefined, dataDir = '/nowhere') => database({ databaseUrl, dataDir });

function of(found: Finding[], check: string): Finding {
  const one = found.find((finding) => finding.check === check);
  if (!one) throw new Error(`nothing was found about ${check}`);
  if (one.level !== 'ok') expect(one.fix).toBeTruthy();
  return one;
}

it('a migrated database, an empty one, and one that waits for migrations', async () => {
  const { url } = await testDatabase();
  const well = await look(url);
  expect(well.map(({ check, level }) => [check, level])).toEqual([
    ['database', 'ok'],
    ['migrations', 'ok'],
    ['rights', 'ok'],
  ]);
  const empty = await look((await testDatabase({ migrated: false })).url);
  expect(of(empty, 'migrations').say).toContain('the first start makes its tables');
  await queryAt(
    url,
    'DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)',
  );
  expect(of(await look(url), 'migrations')).toMatchObject({ level: 'warn', say: '1 to run' });
});

it('a database of a newer Gantry', async () => {
  const { url } = await testDatabase();
  await queryAt(url, "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('later', 9e15)");
  expect(of(await look(url), 'migrations')).toMatchObject({
    level: 'bad',
    say: expect.stringContaining('newer Gantry'),
  });
});

it('nobody there, another password, another database: the way on never shows the password', async () => {
  const { url } = await testDatabase();
  const wrong = (change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    return look(address.href);
  };
  const nobody = await wrong((address) => {
    address.port = '9';
  });
  expect(of(nobody, 'database')).toMatchObject({
    level: 'bad',
    say: expect.stringContaining('ECONNREFUSED'),
  });
  const password = await wrong((address) => {
    address.password = 'wrong-password';
  });
  expect(of(password, 'database').level).toBe('bad');
  expect(JSON.stringify(password)).not.toContain('wrong-password');
  const gone = await wrong((address) => {
    address.pathname = '/not_there';
  });
  expect(of(gone, 'database')).toMatchObject({ level: 'bad', say: expect.stringContaining('3D000') });
});

it('a user without the rights that migrations and the application take', async () => {
  const { url } = await testDatabase();
  const name = `doctor_${process.pid}`;
  await queryAt(url, `CREATE ROLE ${name} LOGIN PASSWORD 'doctor'`);
  try {
    const address = new URL(url);
    address.username = name;
    address.password = 'doctor';
    await queryAt(
      url,
      `GRANT USAGE ON SCHEMA drizzle TO ${name}; GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO ${name}`,
    );
    expect(of(await look(address.href), 'rights')).toMatchObject({
      level: 'bad',
      fix: `as a superuser: GRANT gantry_app TO "${name}" WITH ADMIN OPTION;`,
    });
    await queryAt(url, `GRANT gantry_app TO ${name}`);
    expect(of(await look(address.href), 'rights')).toMatchObject({
      level: 'warn',
      fix: expect.stringContaining('SCHEMA public'),
    });
  } finally {
    await queryAt(url, `DROP OWNED BY ${name}; DROP ROLE ${name}`);
  }
});

it('the embedded server, before it was ever started', async () => {
  const home = mkdtempSync(join(tmpdir(), 'gantry-doctor-'));
  expect(of(await look(undefined, home), 'database')).toMatchObject({
    level: 'ok',
    say: expect.stringContaining('at the first start'),
  });
  rmSync(home, { recursive: true });
});
