import { expect, it } from 'vitest';
import { readable } from '@/scripts/up/show-logs';

const line = (fields: object) => JSON.stringify({ time: '2026-11-24T09:13:02.672Z', ...fields });

it('trouble becomes a line for people, with the id to look for in the file', () => {
  const entry = {
    level: 'error',
    part: 'web',
    msg: 'a request failed',
    route: '/costs',
    requestId: 'pm6wd60kp4dh3p3d',
    err: { message: 'Failed query', cause: { message: 'no such column' } },
  };
  expect(readable(line(entry), false)).toBe(
    '09:13:02 error web     a request failed /costs Failed query: no such column (pm6wd60kp4dh3p3d)',
  );
});

it('what went well stays in the file, unless all is wanted', () => {
  const entry = {
    level: 'info',
    part: 'web',
    msg: 'answered',
    method: 'GET',
    route: '/',
    status: 200,
    ms: 7,
  };
  expect(readable(line(entry), false)).toBeUndefined();
  expect(readable(line(entry), true)).toBe('09:13:02 info  web     answered GET / 200 7');
});

it('what a framework writes past the log is for who works on it', () => {
  expect(readable(' ✓ Compiled in 80ms', false)).toBeUndefined();
  expect(readable(' ✓ Compiled in 80ms', true)).toBe(' ✓ Compiled in 80ms');
  expect(readable('{"half":', false)).toBeUndefined();
});
