// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Meter } from '@/components/shell/meter';
import { meterTone } from '@/components/shell/meter-tone';

afterEach(cleanup);
const HOUR = 3600;
const link = (name: RegExp) => screen.getByRole('link', { name });

describe('the meter', () => {
  it('turns amber below three days and red below six hours, never sooner', () => {
    expect(meterTone(72 * HOUR)).toBe('fine');
    expect(meterTone(72 * HOUR - 1)).toBe('warn');
    expect(meterTone(6 * HOUR)).toBe('warn');
    expect(meterTone(6 * HOUR - 1)).toBe('bad');
    expect(meterTone(0)).toBe('bad');
    expect(meterTone(null)).toBe('fine');
  });

  it('says burn, GPUs, credit and time with their units, each leading to its reason', () => {
    render(<Meter data={{ burnPerHour: '17.4', gpus: 17, credit: '1284.1', secondsLeft: 73 * HOUR }} />);
    expect(link(/^Burn/).textContent).toBe('Burn $17.40/h');
    expect(link(/^Running/).textContent).toBe('Running 17 GPUs');
    expect(link(/^Credit/).textContent).toBe('Credit $1,284.10 credit');
    expect(link(/^Time/).textContent).toBe('Time 3 d 01 h left');
    expect(link(/^Time/).getAttribute('href')).toBe('/accounts');
  });

  it('says in words that time runs low, not only in colour', () => {
    render(<Meter data={{ burnPerHour: '17.4', gpus: 1, credit: '50', secondsLeft: 2 * HOUR }} />);
    expect(link(/^Time, very low/)).toBeTruthy();
    expect(link(/^Running/).textContent).toBe('Running 1 GPU');
  });

  it('says since when its figures are old', () => {
    const staleSinceMs = Date.parse('2026-11-23T14:02:00Z');
    render(
      <Meter data={{ burnPerHour: '1', gpus: 1, credit: '5', secondsLeft: 9 * 86_400, staleSinceMs }} />,
    );
    expect(link(/^Age/).textContent).toBe('Age as of 14:02 UTC');
  });

  it('shows what it does not know as a dash and what never ends in words, never as zero', () => {
    render(
      <Meter data={{ burnPerHour: undefined, gpus: undefined, credit: undefined, secondsLeft: null }} />,
    );
    expect(link(/^Burn/).textContent).toBe('Burn –/h');
    expect(link(/^Time/).textContent).toContain('no end in sight');
  });
});
