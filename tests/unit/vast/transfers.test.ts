/** What is said of commands and copies before anything is sent: whose they are, and what they may take away. */
import { expect, it } from 'vitest';
import { contractsIn, effectOf } from '@/lib/vast/operation';
import { executeCommand } from '@/lib/vast/operations/execute';
import { cancelCopy, copyData, syncCloud } from '@/lib/vast/operations/transfers';

it.each([
  ['ls -l /workspace', 'reads'],
  ['  du -d2 -h', 'reads'],
  ['rm -r /workspace/a', 'destroys'],
])('%s %s', (command, effect) => {
  expect(effectOf(executeCommand, { id: 7, command })).toBe(effect);
});

it.each(['cat x', 'lsof', 'ls; rm -r /', 'ls && rm a', 'ls `rm a`', 'ls\nrm -r /', 'rmdir a'])(
  '%j is no command',
  (command) => {
    expect(executeCommand.input.safeParse({ id: 7, command }).success).toBe(false);
  },
);

const copy = { src_path: '/a', dst_path: '/b' };

it.each([
  ['C.12', 'V.9', [12, 9]],
  ['12', 's3.101', [12]],
  ['hf.3', 'C.5', [5]],
  ['drive', 'dropbox.2', []],
])('a copy from %s to %s is about %j', (src_id, dst_id, contracts) => {
  const input = copyData.input.parse({ ...copy, src_id, dst_id });
  expect(contractsIn(copyData, input)).toEqual(contracts);
  expect(contractsIn(cancelCopy, { dst_id })).toEqual(contracts.filter((id) => dst_id.endsWith(`.${id}`)));
});

it.each(['local', '', 'C.', 'C.1:/x', 'ftp.3'])('nothing is at %j', (src_id) => {
  expect(copyData.input.safeParse({ ...copy, src_id, dst_id: 'C.1' }).success).toBe(false);
});

it.each([
  [undefined, 'writes'],
  [['--update', '--dry-run'], 'writes'],
  [['--update', '--delete-excluded'], 'destroys'],
  [['--delete-before'], 'destroys'],
])('a cloud copy with %j %s', (flags, effect) => {
  const input = { instance_id: 12, selected: 1, transfer: 'Cloud To Instance', src: '/a', flags };
  const parsed = syncCloud.input.parse(input);
  expect([effectOf(syncCloud, parsed), contractsIn(syncCloud, parsed)]).toEqual([effect, [12]]);
});
