import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';

const homes: string[] = [];
const home = () => {
  const made = mkdtempSync(join(tmpdir(), 'gantry-config-'));
  homes.push(made);
  return made;
};
afterAll(() => {
  for (const each of homes) rmSync(each, { recursive: true, force: true });
});

describe('the environment', () => {
  it('needs nothing: an empty one is loopback on port 3000, without a database yet', () => {
    expect(readConfig({})).toMatchObject({
      url: 'http://127.0.0.1:3000',
      https: false,
      databaseUrl: undefined,
      backfillDays: 90,
    });
    expect(readConfig({ GANTRY_BACKFILL_DAYS: '400' }).backfillDays).toBe(400);
    expect(() => readConfig({ GANTRY_BACKFILL_DAYS: 'all' })).toThrow(/GANTRY_BACKFILL_DAYS/);
  });

  it('takes the address from GANTRY_URL, then NEXTAUTH_URL, then PORT, and drops what follows the host', () => {
    const env = {
      GANTRY_URL: 'https://gantry.example.com/',
      NEXTAUTH_URL: 'http://other.test',
      PORT: '4000',
    };
    expect(readConfig(env)).toMatchObject({ url: 'https://gantry.example.com', https: true });
    expect(readConfig({ ...env, GANTRY_URL: '' }).url).toBe('http://other.test');
    expect(readConfig({ PORT: '4000' }).url).toBe('http://127.0.0.1:4000');
  });

  it('listens past the pooler when told where, else where everything goes', () => {
    const pooled = { DATABASE_URL: 'postgres://pooler/gantry' };
    expect(readConfig(pooled).databaseDirectUrl).toBe('postgres://pooler/gantry');
    expect(
      readConfig({ ...pooled, GANTRY_DATABASE_DIRECT_URL: 'postgresql://server/gantry' }).databaseDirectUrl,
    ).toBe('postgresql://server/gantry');
  });

  it('takes an owner of this machine alone', () => {
    const env = { GANTRY_OWNER_EMAIL: 'owner@localhost', GANTRY_OWNER_PASSWORD: 'correct horse' };
    expect(readConfig(env).owner).toMatchObject({ email: 'owner@localhost', reset: false });
  });

  it.each([
    [
      { GANTRY_OWNER_EMAIL: 'owner', GANTRY_OWNER_PASSWORD: 'x' },
      /^GANTRY_OWNER_EMAIL must be an e-mail address/,
    ],
    [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL must be a URL like postgresql:/],
    [{ GANTRY_URL: 'gantry.example.com' }, /^GANTRY_URL must be a URL like https:/],
    [{ GANTRY_SECRET_KEY: 'short' }, /^GANTRY_SECRET_KEY must have at least 32/],
    [{ GANTRY_OWNER_EMAIL: 'a@b.test' }, /set both or neither/],
    [{ GANTRY_OWNER_PASSWORD: 'x' }, /set both or neither/],
    [{ GANTRY_OWNER_RESET: 'maybe' }, /^GANTRY_OWNER_RESET must be 1 or 0/],
    [{ GANTRY_SMTP_URL: 'smtp://mail.example.com' }, /^GANTRY_SMTP_URL and GANTRY_MAIL_FROM go together/],
    [
      { GANTRY_SMTP_URL: 'https://mail.example.com', GANTRY_MAIL_FROM: 'a@b.test' },
      /^GANTRY_SMTP_URL must be a URL like smtps:/,
    ],
    [
      { GANTRY_SMTP_URL: 'smtp://localhost', GANTRY_MAIL_FROM: 'Gantry' },
      /^GANTRY_MAIL_FROM must be an address/,
    ],
    [{ PORT: 'http' }, /^PORT must be a port number/],
  ])('refuses %j and names the variable', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });
});

describe('the secret key', () => {
  it('is made once, readable by nobody else, and is the same at the next start', () => {
    const dataDir = join(home(), 'data');
    const made = secretKey({ dataDir, secretKey: undefined });
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(secretKey({ dataDir, secretKey: undefined })).toBe(made);
  });

  it('comes from the environment when that has one, and then no file is made', () => {
    const dataDir = home();
    const given = 'k'.repeat(40);
    expect(secretKey({ dataDir, secretKey: given })).toBe(given);
    expect(() => statSync(join(dataDir, 'secret.key'))).toThrow(/ENOENT/);
  });

  it('a damaged file is an error and is never replaced by a new key', () => {
    const dataDir = home();
    writeFileSync(join(dataDir, 'secret.key'), 'oops');
    expect(() => secretKey({ dataDir, secretKey: undefined })).toThrow(/doesn't hold 64 hexadecimal digits/);
  });

  it('a place where it can’t be kept is an error that names the way out', () => {
    const dataDir = home();
    const blocked = join(dataDir, 'file');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o400);
    expect(() => secretKey({ dataDir: blocked, secretKey: undefined })).toThrow(/set GANTRY_SECRET_KEY/);
  });

  it('each purpose derives a key of its own, and always the same one', () => {
    const one = deriveKey('s', 'seal');
    expect(one).toHaveLength(32);
    expect(deriveKey('s', 'seal')).toEqual(one);
    expect(deriveKey('s', 'next-auth')).not.toEqual(one);
    expect(deriveKey('t', 'seal')).not.toEqual(one);
  });
});

it('webhooks reach no private network that nobody named; this machine where Gantry is reached on it only', () => {
  const networks = (env: Record<string, string>) =>
    readConfig(env).webhookNetworks.map(({ address, bits }) => `${address}/${bits}`);
  expect(networks({ GANTRY_URL: 'https://gantry.example.com' })).toEqual([]);
  expect(networks({})).toEqual(['127.0.0.0/8', '::1/128']);
  expect(networks({ GANTRY_URL: 'http://localhost:3000' })).toEqual(['127.0.0.0/8', '::1/128']);
  expect(networks({ GANTRY_WEBHOOK_NETWORKS: 'none' })).toEqual([]);
  expect(
    networks({ GANTRY_URL: 'https://gantry.example.com', GANTRY_WEBHOOK_NETWORKS: '10.2.0.0/16' }),
  ).toEqual(['10.2.0.0/16']);
  expect(() => readConfig({ GANTRY_WEBHOOK_NETWORKS: 'everywhere' })).toThrow(/GANTRY_WEBHOOK_NETWORKS/);
});
