// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackedDay } from '@/components/charts/series';
import { StackedDays } from '@/components/charts/stacked-days';

afterEach(cleanup);

const SERIES = [
  { key: 'nlp', label: 'NLP' },
  { key: 'rest', label: 'Everything else' },
];
const DAYS: StackedDay[] = [
  { day: '2026-11-22', amounts: { nlp: '0.105', rest: '0.1' } },
  { day: '2026-11-23', open: true, amounts: { nlp: '1.005' } },
];

describe('stacked days', () => {
  it('show the same numbers as a table one key away, summed exactly, newest first', () => {
    render(<StackedDays label="Cost per day" days={DAYS} series={SERIES} restKey="rest" />);
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const rows = within(screen.getByRole('table', { name: 'Cost per day' }))
      .getAllByRole('row')
      .slice(1);
    const words = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );
    expect(words).toEqual([
      ['$1.01', '$0.00', '$1.01'],
      ['$0.11', '$0.10', '$0.21'],
    ]);
    expect(within(rows[0] as HTMLElement).getByRole('rowheader').textContent).toBe('Nov 23 open');
  });

  it('round a day’s parts so that they add up to its total', () => {
    const thirds = ['a', 'b', 'c'].map((key) => ({ key, label: key }));
    render(
      <StackedDays
        label="L"
        days={[{ day: '2026-11-22', amounts: { a: '0.335', b: '0.335', c: '0.335' } }]}
        series={thirds}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
      '$0.34',
      '$0.34',
      '$0.33',
      '$1.01',
    ]);
  });

  it('open a day from the table too, for those without a mouse', () => {
    const onDay = vi.fn();
    render(<StackedDays label="Cost per day" days={DAYS} series={SERIES} onDay={onDay} />);
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    fireEvent.click(screen.getByRole('button', { name: 'Nov 22' }));
    expect(onDay).toHaveBeenCalledExactlyOnceWith('2026-11-22');
  });

  it('say in words that hatched days may still change', () => {
    render(<StackedDays label="Cost per day" days={DAYS} series={SERIES} />);
    expect(screen.getByText('Hatched: this day may still change at Vast.ai.')).toBeTruthy();
  });

  it('name every series in the order of the stack', () => {
    render(<StackedDays label="Cost per day" days={DAYS} series={SERIES} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'NLP',
      'Everything else',
    ]);
  });
});
