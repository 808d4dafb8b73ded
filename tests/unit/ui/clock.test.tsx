// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Ago } from '@/components/ui/ago';
import { ClockProvider } from '@/components/ui/clock';

afterEach(cleanup);

describe('ages', () => {
  it('follow the account’s clock, however wrong the browser’s is', () => {
    const accountNow = Date.parse('2031-05-01T12:00:30Z');
    render(
      <ClockProvider nowMs={accountNow}>
        <Ago atMs={accountNow - 38.5 * 60_000} />
      </ClockProvider>,
    );
    expect(screen.getByRole('button').textContent).toBe('38 min ago');
  });

  it('give the moment itself, with its zone, to a press', () => {
    const at = Date.parse('2026-11-23T16:52:00Z');
    render(
      <ClockProvider nowMs={at + 60_000}>
        <Ago atMs={at} />
      </ClockProvider>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(screen.getByRole('button').textContent).toBe('23 Nov 2026, 16:52 UTC');
    expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('true');
  });
});
