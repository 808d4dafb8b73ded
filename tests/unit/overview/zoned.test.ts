import { expect, it } from 'vitest';
import { clock, longDate, nearby, placeOf } from '@/components/time/zoned';

const at = (iso: string) => Date.parse(iso);
const now = at('2026-11-23T15:52:00Z');

it('a moment is said on the workspace’s clock, with no more than it needs', () => {
  expect(nearby(at('2026-11-23T17:40:00Z'), now, 'Europe/Stockholm')).toBe('18:40');
  expect(nearby(at('2026-11-26T17:40:00Z'), now, 'Europe/Stockholm')).toBe('Thu 18:40');
  expect(nearby(at('2026-12-03T17:40:00Z'), now, 'Europe/Stockholm')).toBe('3 Dec, 18:40');
});

it('a day begins where the workspace is, not at UTC', () => {
  // 00:40 on Tuesday in Stockholm is still Monday in UTC.
  expect(nearby(at('2026-11-23T23:40:00Z'), now, 'Europe/Stockholm')).toBe('Tue 00:40');
  expect(nearby(at('2026-11-23T23:40:00Z'), now, 'UTC')).toBe('23:40');
});

it('zones off the full hour and midnight are right', () => {
  expect(clock(at('2026-11-23T18:15:00Z'), 'Asia/Kathmandu')).toBe('00:00');
});

it('the overview’s date names the place', () => {
  expect(`${longDate(now, 'Europe/Stockholm')} ${placeOf('Europe/Stockholm')}`).toBe(
    'Monday 23 November, 16:52 Stockholm',
  );
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(placeOf('UTC')).toBe('UTC');
});
