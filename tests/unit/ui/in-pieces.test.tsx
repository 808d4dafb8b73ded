// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useInPieces, type Work } from '@/components/ui/in-pieces';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Work of so many pieces: each is longer than what one may take. */
function working(says: string, pieces: number) {
  const made: { begun: number; pieces: number } = { begun: 0, pieces: 0 };
  function* make(): Work<string> {
    made.begun += 1;
    for (let n = 0; n < pieces; n++) {
      made.pieces += 1;
      const until = performance.now() + 6;
      while (performance.now() < until);
      yield;
    }
    return says;
  }
  return { make, made };
}

function Shown({ make, atOnce = false }: { make: () => Work<string>; atOnce?: boolean }) {
  return <p>{useInPieces(make, atOnce)}</p>;
}
const text = () => screen.getByRole('paragraph').textContent;
const aPiece = () => act(() => vi.advanceTimersToNextTimer());

describe('work in pieces', () => {
  it('is done while drawing at first, and whenever it is little', () => {
    const one = working('one', 2);
    const two = working('two', 2);
    const { rerender } = render(<Shown make={one.make} />);
    expect(text()).toBe('one');
    rerender(<Shown make={two.make} atOnce />);
    expect(text()).toBe('two');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows what was before until the last piece is done, one piece at a time', () => {
    const two = working('two', 3);
    const { rerender } = render(<Shown make={working('one', 0).make} />);
    rerender(<Shown make={two.make} />);
    for (const piece of [1, 2, 3]) {
      expect(text()).toBe('one');
      aPiece();
      expect(two.made.pieces).toBe(piece);
    }
    aPiece();
    expect(text()).toBe('two');
  });

  it('under a flood finishes what it has begun, and shows it; of the rest only the newest is begun', () => {
    const works = ['two', 'three', 'four'].map((says) => working(says, 2));
    const [two, three, four] = works;
    const { rerender } = render(<Shown make={working('one', 0).make} />);
    for (const { make } of works) {
      rerender(<Shown make={make} />);
      aPiece();
    }
    expect(text()).toBe('two');
    for (const _ of [1, 2, 3]) aPiece();
    expect(text()).toBe('four');
    expect([two, three, four].map((work) => work?.made.begun)).toEqual([1, 0, 1]);
  });

  it('is given up with the page', () => {
    const two = working('two', 3);
    const { rerender, unmount } = render(<Shown make={working('one', 0).make} />);
    rerender(<Shown make={two.make} />);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
