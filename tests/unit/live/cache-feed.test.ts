import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCacheFeed, INSTANCES, type KnownInstances } from '@/components/live/instances-cache';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const rows = (count: number, version: number) =>
  Array.from({ length: count }, (_, n) => ({ key: `a.${n}`, version }));

const known = (cache: QueryClient) => [
  ...(cache.getQueryData<KnownInstances>(INSTANCES)?.rows.values() ?? []),
];

it('a change is drawn at once, a flood little by little, and the newest copy of a row wins', () => {
  const cache = new QueryClient();
  const feed = createCacheFeed(cache);
  feed.take({ kind: 'rows', rows: rows(1, 1), position: '1' });
  expect(known(cache)).toHaveLength(1);

  for (let n = 0; n < 25; n += 1) feed.take({ kind: 'rows', rows: rows(100, 2), position: null });
  feed.take({ kind: 'rows', rows: rows(2_500, 3), position: '2' });
  expect(known(cache)).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(known(cache).map(({ version }) => version)).toEqual(Array(100).fill(2));
  vi.advanceTimersByTime(1_000);
  expect(known(cache)).toHaveLength(2_500);
  expect(known(cache).every(({ version }) => version === 3)).toBe(true);
});

it('what waits when it is stopped is not drawn', () => {
  const cache = new QueryClient();
  const feed = createCacheFeed(cache);
  feed.take({ kind: 'rows', rows: rows(1, 1), position: '1' });
  feed.take({ kind: 'rows', rows: rows(5, 2), position: '2' });
  feed.stop();
  vi.advanceTimersByTime(1_000);
  expect(known(cache)).toHaveLength(1);
});
