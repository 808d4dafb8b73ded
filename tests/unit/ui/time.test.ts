import { describe, expect, it } from 'vitest';
import { dayLabel, fromNow, span, utc } from '@/components/ui/time';

const H = 3_600_000;
const AT = Date.parse('2026-11-23T16:52:00Z');

describe('times as people read them', () => {
  it('a length has two units at most and never a negative one', () => {
    expect([2_000, 6 * 60_000, 12.25 * H, 73 * H, -5].map(span)).toEqual([
      '2 s',
      '6 m',
      '12 h 15 m',
      '3 d 01 h',
      '0 s',
    ]);
  });

  it('a moment is one unit away, in its own direction', () => {
    expect(fromNow(AT - 38 * 60_000, AT)).toBe('38 min ago');
    expect(fromNow(AT + 22 * H, AT)).toBe('in 22 h');
    expect(fromNow(AT + 47 * H, AT)).toBe('in 47 h');
    expect(fromNow(AT - 72 * H, AT)).toBe('3 d ago');
    expect(fromNow(AT, AT)).toBe('now');
  });

  it('a moment itself says its zone', () => {
    expect(utc(AT)).toBe('23 Nov 2026, 16:52 UTC');
    expect(dayLabel('2026-11-02')).toBe('Nov 2');
  });
});
