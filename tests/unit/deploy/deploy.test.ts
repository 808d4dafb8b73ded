import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '@/lib/config';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  ports?: string[];
  volumes: string[];
  restart: string;
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};

/** Lines that belong together, without comments. */
const steps = read('Dockerfile')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));
const copied = steps
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(' ').slice(1, -1));

describe('the image', () => {
  it('copies what is there, and the builder is sent exactly that', () => {
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
    const sent = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect([...new Set(copied)].sort()).toEqual(sent.sort());
  });

  it('holds everything that a build is made from', () => {
    const sources = /const SOURCES = \[([^\]]*)\];\nconst SETTINGS = \[([^\]]*)\];/.exec(
      read('scripts/up/build.ts'),
    );
    const needed = `${sources?.[1]},${sources?.[2]}`.match(/[\w.-]+/g) ?? [];
    expect(needed.length).toBeGreaterThan(8);
    for (const path of needed.filter((name) => existsSync(join(root, name)))) expect(copied).toContain(path);
  });

  it('is small, runs as nobody special, and fetches from npm and Debian only', () => {
    const last = steps.slice(steps.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last[0]).toMatch(/^FROM node:20-\w+-slim$/);
    expect(last).toContain('USER node');
    expect(
      steps.filter((line) => /\b(curl|wget|ADD|git clone)\b|https?:\/\/(?!127\.0\.0\.1)/.test(line)),
    ).toEqual([]);
    expect(steps.filter((line) => line.includes('npm ci'))).toEqual([
      'RUN npm ci',
      expect.stringContaining('npm ci --omit=dev'),
    ]);
    const oldest = /node:(\d+)-/.exec(last[0] ?? '')?.[1];
    expect(JSON.parse(read('package.json')).engines.node).toContain(`>=${oldest}.`);
  });

  it('starts what the project has', () => {
    const commands = [
      steps.at(-1) ?? '',
      ...Object.values(compose.services).map(({ command }) => String(command)),
    ];
    const scripts = commands.flatMap((command) => command.match(/scripts\/[\w.]+/g) ?? []);
    expect(new Set(scripts)).toEqual(
      new Set(['scripts/migrate.ts', 'scripts/bootstrap.ts', 'scripts/worker.ts']),
    );
    for (const path of [...scripts, 'node_modules/next/dist/bin/next'])
      expect(existsSync(join(root, path)), path).toBe(true);
  });
});

describe('the compose file', () => {
  it('runs a database, a set-up that ends, web and worker, in that order', () => {
    const { db, setup, app, worker } = compose.services;
    expect(Object.keys(compose.services).sort()).toEqual(['app', 'db', 'setup', 'worker']);
    expect(db?.image).toBe('postgres:18');
    expect(setup).toMatchObject({ restart: 'no', depends_on: { db: { condition: 'service_healthy' } } });
    for (const served of [app, worker]) {
      expect(served).toMatchObject({
        image: 'gantry',
        restart: 'unless-stopped',
        depends_on: { setup: { condition: 'service_completed_successfully' } },
      });
    }
  });

  it('opens one port, to this machine only', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\$\{PORT:-3000\}:3000$/)]);
  });

  it('keeps rows and files in volumes that are declared', () => {
    expect(Object.keys(compose.volumes).sort()).toEqual(['data', 'database']);
    // PostgreSQL 18's image keeps each version below this directory.
    expect(compose.services.db?.volumes).toEqual(['database:/var/lib/postgresql']);
    for (const name of ['setup', 'app', 'worker'])
      expect(compose.services[name]?.volumes).toEqual(['data:/data']);
  });

  it('gives an environment that Gantry takes, asks for what has no default, and tells the owner to set-up alone', () => {
    const given: Record<string, string> = {
      POSTGRES_PASSWORD: 'a1b2',
      GANTRY_URL: 'https://gantry.example.com',
      GANTRY_SECRET_KEY: 'k'.repeat(64),
    };
    const filled = (text: string) =>
      text.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (whole, name: string, other = '') =>
        whole.includes(':?') || !whole.includes(':-')
          ? (given[name] ?? `missing ${name}`)
          : (given[name] ?? other),
      );
    for (const name of ['setup', 'app', 'worker']) {
      const environment = Object.entries(compose.services[name]?.environment ?? {});
      const config = readConfig(Object.fromEntries(environment.map(([key, value]) => [key, filled(value)])));
      expect(config).toMatchObject({
        url: 'https://gantry.example.com',
        https: true,
        databaseUrl: 'postgresql://gantry:a1b2@db:5432/gantry',
        secretKey: 'k'.repeat(64),
      });
      expect(config.trustedProxies.length).toBeGreaterThan(3);
      expect('GANTRY_OWNER_PASSWORD' in Object.fromEntries(environment)).toBe(name === 'setup');
    }
    for (const name of Object.keys(given))
      expect(read('compose.yaml')).toMatch(new RegExp(`\\$\\{${name}:\\?[^}]+\\}`));
  });
});

describe('the systemd unit', () => {
  it('starts what is there, as a user of its own, with its settings out of the unit', () => {
    const unit = read('deploy/gantry.service');
    expect(unit).toMatch(/^User=gantry$/m);
    expect(unit).toMatch(/^EnvironmentFile=\/etc\/gantry.env$/m);
    const script = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(unit)?.[1] ?? '';
    expect(statSync(join(root, script)).isFile()).toBe(true);
    expect(unit).not.toMatch(/PASSWORD|SECRET|_KEY/);
  });

  it('is one that systemd understands, where there is a systemd to ask', () => {
    const unit = read('deploy/gantry.service');
    expect(unit.match(/^\[\w+\]$/gm)).toEqual(['[Unit]', '[Service]', '[Install]']);
    if (!existsSync('/usr/bin/systemd-analyze')) return;
    // Its program needn't be where the unit says on this machine.
    const home = mkdtempSync(join(tmpdir(), 'gantry-unit-'));
    const file = join(home, 'gantry.service');
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
    const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    rmSync(home, { recursive: true });
    expect(stderr.split('\n').filter((line) => line.includes('gantry.service'))).toEqual([]);
    expect(status).toBe(0);
  });
});
