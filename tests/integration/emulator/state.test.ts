import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, chargesOf, rented } from './client';

const epoch = new Date(EPOCH * 1000);
const DAY = 86_400;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'emulator-state-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function started(state: string): Promise<{ child: ChildProcess; caller: Caller }> {
  const script = ['--import', 'tsx', 'scripts/emulator.ts'];
  const words = [
    '--state',
    state,
    '--world',
    'small-team',
    '--history',
    '4',
    '--seed',
    '9',
    '--speed',
    '0',
    '--limits',
    'off',
  ];
  const child = spawn(process.execPath, [...script, ...words, '--epoch', epoch.toISOString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout!, 'data');
  const { url, apiKey } = JSON.parse(String(line));
  return {
    child,
    caller: callerOf({ url, apiKey }),
  };
}

const seen = async (caller: Caller) => [
  (await caller.get('/api/v0/users/current')).text,
  (await caller.get('/api/v1/instances/')).text,
  (await caller.get('/__emulator/journal')).text,
  JSON.stringify(await chargesOf(caller, EPOCH - (EPOCH % DAY))),
  (await caller.post('/api/v0/bundles/', {})).text,
  (await caller.get('/api/v0/volumes')).text,
];

it('kill -9 loses nothing that was answered: the next start finds the same world, and goes on', async () => {
  const state = folder();
  const first = await started(state);
  const { id } = await rented(first.caller, {}, { label: 'kept', env: { TAG: 't' } });
  const [volume] = (await first.caller.post('/api/v0/volumes/search/', {})).json.offers as { id: number }[];
  const made = await first.caller.put('/api/v0/volumes/', { id: volume!.id, size: 10 });
  await first.caller.del(`/api/v0/volumes/?id=${made.json.id}`);
  await first.caller.advance(3 * 3600);
  await first.caller.post('/api/v0/ssh/', { ssh_key: 'ssh-ed25519 AAAA me' });
  await first.caller.put(`/api/v0/instances/${id}/`, { state: 'stopped' });
  await first.caller.advance(7200);
  const before = await seen(first.caller);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await started(state);
  expect(await seen(second.caller)).toEqual(before);
  expect((await second.caller.del(`/api/v0/instances/${id}/`)).status).toBe(200);
  second.child.kill('SIGTERM');
  const [code] = await once(second.child, 'exit');
  expect(code).toBe(0);
});

it('a write torn off by the crash was never answered: the journal is repaired and goes on from the one before', async () => {
  const stateDir = folder();
  const options = { epoch, world: 'empty', stateDir };
  const first = await testEmulator(options);
  await rented(callerOf(first), {}, { label: 'whole' });
  await first.close();
  const file = join(stateDir, 'journal.jsonl');
  appendFileSync(file, '{"entry":{"seq":2,"at":1795449120,"method":"PUT","path":"/api/v0/asks/180');
  const second = await testEmulator(options);
  const caller = callerOf(second);
  await rented(caller, {}, { label: 'next' });
  const labels = (await caller.get('/api/v1/instances/')).json.label_counts;
  expect(labels).toEqual({ whole: 1, next: 1 });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.every((line) => JSON.parse(line) !== null)).toBe(true);
});

it("a state folder remembers its world: other options of a later start don't rewrite it", async () => {
  const stateDir = folder();
  const first = await testEmulator({ epoch, world: 'empty', seed: 3, stateDir });
  const offers = (await callerOf(first).post('/api/v0/bundles/', {})).text;
  await first.close();
  const second = await testEmulator({ world: 'small-team', seed: 4, history: 30, stateDir });
  expect(second.world.name).toBe('empty');
  expect((await callerOf(second).post('/api/v0/bundles/', {})).text).toBe(offers);
});

it('time goes on while nobody looks: what ran during the stop is billed', async () => {
  const stateDir = folder();
  let nowMs = EPOCH * 1000;
  const options = { world: 'empty', stateDir, speed: 1, realMs: () => nowMs };
  const first = await testEmulator({ ...options, epoch });
  await rented(callerOf(first));
  await first.close();
  nowMs += 5 * 3600 * 1000;
  const second = await testEmulator(options);
  const [charge] = await chargesOf(callerOf(second), EPOCH - (EPOCH % DAY));
  expect(second.world.clock.now()).toBe(EPOCH + 5 * 3600);
  expect(charge?.items[0]?.description).toMatch(/^4\.9\d\d hours/);
});
