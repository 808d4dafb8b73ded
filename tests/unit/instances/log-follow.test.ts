import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, LINES_KEPT, matching } from '@/components/instances/detail/log-follow';

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `line ${from + i}`);

describe('a log that is followed', () => {
  it('grows by what is new, whatever part of it the readings share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 }), (seen, more) => {
        const before = joined(undefined, lines(1, 1 + seen), false);
        const next = joined(before, lines(1 + Math.floor(seen / 2), 1 + seen + more), true);
        expect(next.lines).toEqual(lines(1, 1 + seen + more));
        expect(next.fresh).toBe(more);
        expect(next.firstNumber).toBe(1);
      }),
      { seed: 42 },
    );
  });

  it('keeps lines that repeat themselves: a heartbeat written twice is two lines', () => {
    const before = joined(undefined, ['a', 'beat', 'beat'], false);
    expect(joined(before, ['beat', 'beat', 'beat'], true).lines).toEqual(['a', 'beat', 'beat', 'beat']);
  });

  it('starts over when nothing connects: the container was made anew', () => {
    const before = joined(undefined, lines(1, 5), false);
    const next = joined(before, ['hello again'], false);
    expect(next).toEqual({ lines: ['hello again'], firstNumber: 1, fresh: 1 });
  });

  it('numbers lines only when it was read from its beginning', () => {
    expect(joined(undefined, lines(1, 3), false).firstNumber).toBe(1);
    expect(joined(undefined, lines(1, 3), true).firstNumber).toBeNull();
  });

  it('keeps so many lines and no more, and their numbers', () => {
    const before = joined(undefined, lines(1, 1 + LINES_KEPT), false);
    const next = joined(before, lines(LINES_KEPT - 5, LINES_KEPT + 11), true);
    expect(next.lines).toHaveLength(LINES_KEPT);
    expect(next.lines[0]).toBe(`line ${next.firstNumber}`);
  });
});

describe('finding', () => {
  const log = ['step 10 loss 1.2', 'Saved', 'step 20 LOSS 1.1'];
  it('is by text without regard to case, or by pattern', () => {
    expect(matching(log, 'loss', false)).toEqual([0, 2]);
    expect(matching(log, 'step \\d0 .*1\\.2', true)).toEqual([0]);
    expect(matching(log, '.', false)).toEqual([0, 2]);
  });
  it('says when a pattern can’t be understood', () => {
    expect(matching(log, '(', true)).toBeNull();
    expect(matching(log, '(', false)).toEqual([]);
  });
});
