import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '@/lib/config';
import { browser } from '@/scripts/doctor/browser';
import { dataFolder, space } from '@/scripts/doctor/data-folder';
import { examine } from '@/scripts/doctor/examine';
import { port } from '@/scripts/doctor/port';
import { node, npm, packages } from '@/scripts/doctor/programs.mjs';
import { proxies } from '@/scripts/doctor/proxies';
import { exitCode, type Finding, report } from '@/scripts/doctor/report.mjs';
import { clock, vast } from '@/scripts/doctor/vast';

const root = resolve(import.meta.dirname, '../../..');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-doctor-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Every finding that isn't well says what mends it. */
function of(found: Finding | Finding[], check: string): Finding {
  const one = [found].flat().find((finding) => finding.check === check);
  if (!one) throw new Error(`nothing was found about ${check}`);
  if (one.level !== 'ok') expect(one.fix).toBeTruthy();
  return one;
}

describe('the programs', () => {
  it.each([
    ['20.20.2', 'ok'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
    ['20.18.9', 'bad'],
    ['18.20.0', 'bad'],
    ['21.7.0', 'bad'],
  ])('Node %s is %s', (version, level) => {
    expect(of(node(version), 'node').level).toBe(level);
  });

  it('npm is there, is not, or is old', async () => {
    expect(of(await npm('npm'), 'npm').level).toBe('ok');
    expect(of(await npm(join(home, 'npm')), 'npm').level).toBe('bad');
    writeFileSync(join(home, 'npm'), '#!/bin/sh\necho 6.14.0\n', { mode: 0o755 });
    expect(of(await npm(join(home, 'npm')), 'npm').level).toBe('warn');
  });

  it('packages are those of the lock file, or npm ci is said', () => {
    expect(of(packages(home), 'packages')).toMatchObject({
      level: 'bad',
      fix: expect.stringContaining('npm ci'),
    });
    const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } });
    writeFileSync(join(home, 'package-lock.json'), lock('1.0.0'));
    mkdirSync(join(home, 'node_modules'));
    writeFileSync(join(home, 'node_modules/.package-lock.json'), lock('0.9.0'));
    expect(of(packages(home), 'packages').level).toBe('bad');
    writeFileSync(join(home, 'node_modules/.package-lock.json'), lock('1.0.0'));
    expect(of(packages(home), 'packages').level).toBe('ok');
  });

  it('a browser is found where it is, and its lack hurts only tests', () => {
    const there = join(home, 'chromium');
    writeFileSync(there, '');
    expect(of(browser({ CHROMIUM_PATH: there }, home), 'browser')).toMatchObject({ level: 'ok', say: there });
    expect(of(browser({ CHROMIUM_PATH: join(home, 'gone') }, home), 'browser').level).toBe('warn');
    expect(of(browser({}, home, there), 'browser').level).toBe('ok');
    writeFileSync(join(home, 'package.json'), '{}');
    expect(of(browser({}, home, join(home, 'gone')), 'browser').level).toBe('warn');
  });
});

describe('the port', () => {
  const at = (url: string) => port({ host: '127.0.0.1' }, Number(new URL(url).port));

  it('is free, ours, or somebody else’s', async () => {
    const gantry = await serve((_, response) => {
      response.setHeader('x-request-id', 'abc').end('{"status":"ok"}');
    });
    expect(of(await at(gantry), 'port')).toMatchObject({
      level: 'ok',
      say: expect.stringContaining('Gantry'),
    });
    const other = await serve((_, response) => response.end('<h1>It works</h1>'));
    const number = Number(new URL(other).port);
    expect(of(await at(other), 'port')).toMatchObject({
      level: 'bad',
      fix: expect.stringContaining(`PORT=${number + 1}`),
    });
    expect(of(await port({ host: '127.0.0.1' }, 0), 'port').level).toBe('ok');
    expect(of(await port({ host: '203.0.113.7' }, 0), 'port').level).toBe('bad');
  });
});

describe('the data folder', () => {
  const look = (dataDir: string, secretKey?: string) => dataFolder({ dataDir, secretKey });

  it('is there or will be made', () => {
    expect(of(look(home), 'data').level).toBe('ok');
    expect(of(look(join(home, 'a/b')), 'data')).toMatchObject({
      level: 'ok',
      say: expect.stringContaining('will be made'),
    });
    expect(of(look(join(home, 'a/b')), 'secret key').level).toBe('ok');
  });

  it('that is a file, or below one, is no folder', () => {
    writeFileSync(join(home, 'file'), '');
    expect(of(look(join(home, 'file')), 'data').level).toBe('bad');
    expect(of(look(join(home, 'file/inner')), 'data').level).toBe('bad');
  });

  it('that nobody may write to is named', () => {
    // Root may write everywhere but where the system itself says no.
    const closed = process.getuid?.() === 0 ? '/proc/gantry' : join(home, 'closed');
    if (process.getuid?.() !== 0) mkdirSync(closed, { mode: 0o500 });
    expect(of(look(closed), 'data').level).toBe('bad');
  });

  it('has space, little, or none', () => {
    expect([60, 5, 4.9, 1, 0.4].map((free) => of(space('/', free), 'space').level)).toEqual([
      'ok',
      'ok',
      'warn',
      'warn',
      'bad',
    ]);
    expect(of(look(home), 'space').say).toMatch(/^\d+\.\d GB free at /);
  });

  it('keeps a secret key that others can’t read, and that is one', () => {
    const file = join(home, 'secret.key');
    writeFileSync(file, `${'a'.repeat(64)}\n`, { mode: 0o600 });
    expect(of(look(home), 'secret key').level).toBe('ok');
    chmodSync(file, 0o640);
    expect(of(look(home), 'secret key')).toMatchObject({ level: 'bad', fix: `chmod 600 ${file}` });
    writeFileSync(file, 'half a key');
    expect(of(look(home), 'secret key')).toMatchObject({
      level: 'bad',
      say: expect.stringContaining('64 hexadecimal'),
    });
    expect(of(look(home, 'k'.repeat(40)), 'secret key').level).toBe('ok');
  });
});

describe('Vast.ai and its clock', () => {
  const config = (url: string, apiKey?: string) => ({ vast: { url, apiKey } });
  const at = new Date('2026-11-24T12:00:00Z');
  const answering = (status: number) =>
    serve((request, response) => {
      response.setHeader('date', at.toUTCString());
      response.statusCode = request.headers.authorization === 'Bearer right' ? 200 : status;
      response.end('{}');
    });

  it.each([
    [0, 'ok'],
    [5, 'ok'],
    [-6, 'warn'],
    [60, 'warn'],
    [61, 'bad'],
    [-3600, 'bad'],
  ])('a clock that is off by %d s is %s, and the seconds are said', async (seconds, level) => {
    const url = await answering(401);
    const found = of(await clock(config(url), () => new Date(at.getTime() + seconds * 1000)), 'clock');
    expect(found).toMatchObject({ level, say: expect.stringContaining(`${Math.abs(seconds)} s`) });
  });

  it('can’t be told where nobody answers', async () => {
    const gone = config('http://127.0.0.1:9');
    expect(of(await clock(gone), 'clock').level).toBe('warn');
    expect(of(await vast(gone), 'vast.ai').level).toBe('bad');
  });

  it('a key is taken, refused, or not asked about', async () => {
    const url = await answering(401);
    expect(of(await vast(config(url, 'right')), 'vast.ai').level).toBe('ok');
    expect(of(await vast(config(url, 'wrong')), 'vast.ai').level).toBe('bad');
    expect(of(await vast(config(url)), 'vast.ai').level).toBe('ok');
    expect(of(await vast(config(await answering(503))), 'vast.ai').level).toBe('warn');
    expect(JSON.stringify(await vast(config(url, 'wrong')))).not.toContain('wrong');
  });
});

describe('the settings', () => {
  it('that can’t be read are the one thing to mend first', async () => {
    const found = await examine({ PORT: 'three thousand' }, root);
    expect(found).toHaveLength(1);
    expect(of(found, 'settings')).toMatchObject({ level: 'bad', say: expect.stringContaining('PORT') });
  });

  it('say when visitors can’t be told apart behind a proxy', () => {
    const behind = (env: Record<string, string>) =>
      of(proxies(readConfig({ GANTRY_URL: 'https://gantry.example.com', ...env })), 'proxy').level;
    expect(behind({})).toBe('ok');
    expect(behind({ GANTRY_HOST: '0.0.0.0' })).toBe('warn');
    expect(behind({ GANTRY_HOST: '0.0.0.0', GANTRY_TRUSTED_PROXIES: '10.0.0.5' })).toBe('ok');
    expect(behind({ GANTRY_TRUSTED_PROXIES: 'none' })).toBe('warn');
    expect(of(proxies(readConfig({})), 'proxy').level).toBe('ok');
  });
});

describe('the report', () => {
  const findings: Finding[] = [
    { check: 'node', level: 'ok', say: 'Node 20.20.2' },
    { check: 'port', level: 'warn', say: 'taken', fix: 'PORT=3001 npm run up' },
  ];

  it('is a line each with the command below it, and ends with what the worst of them means', () => {
    expect(report(findings, false)).toBe(
      'ok    node        Node 20.20.2\nwarn  port        taken\n                    PORT=3001 npm run up\nNothing keeps Gantry from running; what says warn may hurt.\n',
    );
    expect(report(findings.slice(0, 1), false)).toMatch(/\nAll is well\.\n$/);
    expect(JSON.parse(report(findings, true))).toEqual({ worst: 'warn', findings });
    expect(
      [findings.slice(0, 1), findings, [...findings, { ...findings[1], level: 'bad' } as Finding]].map(
        exitCode,
      ),
    ).toEqual([0, 1, 2]);
  });

  it('comes from the command itself, which ends with the worst', async () => {
    const url = await serve((_, response) => response.end('{}'));
    const env = {
      ...process.env,
      GANTRY_DATA_DIR: home,
      GANTRY_VAST_URL: url,
      GANTRY_VAST_API_KEY: 'k',
      PORT: new URL(url).port,
      DATABASE_URL: '',
      CHROMIUM_PATH: process.execPath,
    };
    const run = promisify(execFile)(process.execPath, ['scripts/doctor.mjs', '--json'], { cwd: root, env });
    const { code, stdout } = (await run.catch((error: unknown) => error)) as { code: number; stdout: string };
    const { worst, findings: found } = JSON.parse(stdout) as { worst: string; findings: Finding[] };
    expect([code, worst]).toEqual([2, 'bad']);
    expect(found.filter(({ level }) => level !== 'ok').map(({ check }) => check)).toEqual(['port']);
    expect(new Set(found.map(({ check }) => check)).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(10);
  });
});
