// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Status, type Tone } from '@/components/ui/status';

afterEach(cleanup);
const TONES: Tone[] = ['run', 'wait', 'warn', 'bad', 'off'];

describe('Status', () => {
  it('tells every tone apart by shape alone, without its colour', () => {
    const shapes = TONES.map((tone) => {
      const { container, unmount } = render(<Status tone={tone}>State</Status>);
      const shape = container.querySelector('i')?.className;
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(TONES.length);
  });

  it('says the word it was given and hides the shape from screen readers', () => {
    render(
      <Status tone="warn" since="since 10:41">
        Idle 6 h
      </Status>,
    );
    const status = screen.getByText('Idle 6 h');
    expect(status.textContent).toBe('Idle 6 hsince 10:41');
    expect(status.querySelector('i')?.getAttribute('aria-hidden')).toBe('true');
  });
});
