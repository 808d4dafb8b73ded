import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Journal, type Origin, readPast } from '@/lib/emulator/journal';

const origin: Origin = { edition: 1, world: 'empty', seed: 3, epoch: 1_795_000_000, history: 0 };

function written() {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'journal.jsonl');
  const journal = new Journal();
  journal.open(path, origin);
  journal.anchor({ world: origin.epoch, realMs: 5000, speed: 2 });
  const entry = {
    at: origin.epoch,
    method: 'PUT',
    path: '/x',
    operation: 'x',
    identity: 'a',
    key: 3,
    contract: null,
    params: {},
  };
  journal.append({ ...entry, body: { label: 'one' } });
  journal.append({
    ...entry,
    operation: 'emulator.advance',
    identity: null,
    key: null,
    body: { seconds: 60 },
  });
  journal.close();
  return path;
}

it('a journal tells the world, the time and every write', () => {
  const past = readPast(written());
  expect(past).toMatchObject({ origin, anchor: { speed: 2 }, advanced: 60 });
  expect(past?.entries.map((entry) => entry.seq)).toEqual([1, 2]);
});

it('a last line torn by a crash is taken off, and the file goes on after it', () => {
  const path = written();
  appendFileSync(path, '{"entry":{"seq":3,"at":17');
  expect(readPast(path)?.entries).toHaveLength(2);
  expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true);
});

it('a line broken before the end is an error: nothing is guessed about writes that were accepted', () => {
  const path = written();
  writeFileSync(path, readFileSync(path, 'utf8').replace('"label":"one"', '"label":"on'));
  expect(() => readPast(path)).toThrow('line 3 is not JSON');
});

it('no file is no past', () => {
  expect(readPast(join(tmpdir(), 'no-such-journal.jsonl'))).toBeNull();
});
