// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setSingleKeys } from '@/components/shell/shortcuts';
import { DataTable, type DataTableProps } from '@/components/ui/data-table/table';
import type { Column, Sorting } from '@/components/ui/data-table/types';
import { RowMenuButton } from '@/components/ui/row-menu';

type Machine = { id: string; team: string; cost: number };
const FIVE: Machine[] = [
  { id: 'a', team: 'nlp', cost: 3 },
  { id: 'b', team: 'vision', cost: 5 },
  { id: 'c', team: 'nlp', cost: 1 },
  { id: 'd', team: 'vision', cost: 4 },
  { id: 'e', team: 'nlp', cost: 2 },
];
const COLUMNS: Column<Machine>[] = [
  {
    id: 'name',
    head: 'Name',
    names: true,
    cell: (m) => `machine ${m.id}`,
    sort: (a, b) => a.id.localeCompare(b.id),
  },
  { id: 'team', head: 'Team', cell: (m) => m.team },
  {
    id: 'cost',
    head: 'Cost',
    unit: '$/h',
    numeric: true,
    descFirst: true,
    cell: (m) => m.cost,
    sort: (a, b) => a.cost - b.cost,
    *subtotal(rows) {
      yield;
      return `sum ${rows.reduce((sum, m) => sum + m.cost, 0)}`;
    },
  },
  { id: 'menu', head: '', cell: (m) => <RowMenuButton name={m.id} /> },
];

function Stage(
  props: Partial<DataTableProps<Machine>> & { onChosen?: (ids: string[]) => void; first?: Sorting },
) {
  const { onChosen, first, ...rest } = props;
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [sorting, setSorting] = useState(first);
  return (
    <DataTable
      label="Machines"
      columns={COLUMNS}
      rows={FIVE}
      rowId={(m) => m.id}
      rowName={(m) => m.id}
      sorting={sorting}
      onSortingChange={setSorting}
      chosen={chosen}
      onChosenChange={(next) => {
        setChosen(next);
        onChosen?.([...next].sort());
      }}
      {...rest}
    />
  );
}

const shown = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const box = (name: string) => screen.getByRole('checkbox', { name });
const press = (key: string, shiftKey = false) => fireEvent.keyDown(document.body, { key, shiftKey });

beforeEach(() => {
  // happy-dom lays nothing out; a window of rows needs a height to be a window of.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('DataTable', () => {
  it('is a table with a head for every row, and says how it is sorted', () => {
    render(<Stage first={{ id: 'cost', desc: true }} />);
    expect(screen.getByRole('table', { name: 'Machines' })).toBeTruthy();
    expect(shown()).toEqual(['machine b', 'machine d', 'machine a', 'machine e', 'machine c']);
    expect(screen.getByRole('columnheader', { name: /Cost/ }).getAttribute('aria-sort')).toBe('descending');
    expect(screen.getByRole('columnheader', { name: 'Team' }).getAttribute('aria-sort')).toBeNull();
    expect(
      screen.getAllByRole('columnheader').every((head) => head.textContent || head.querySelector('input')),
    ).toBe(true);
  });

  it('sorts the way its column is read first, then the other way, and never loses its order', () => {
    render(<Stage />);
    const cost = within(screen.getByRole('columnheader', { name: /Cost/ })).getByRole('button');
    fireEvent.click(cost);
    expect(shown()[0]).toBe('machine b');
    fireEvent.click(cost);
    expect(shown()[0]).toBe('machine c');
    fireEvent.click(cost);
    expect(shown()[0]).toBe('machine b');
  });

  it('chooses a range with Shift in the order shown, not the order stored', () => {
    const onChosen = vi.fn();
    render(<Stage first={{ id: 'cost', desc: true }} onChosen={onChosen} />);
    fireEvent.click(box('Choose d'));
    fireEvent.click(box('Choose e'), { shiftKey: true });
    expect(onChosen).toHaveBeenLastCalledWith(['a', 'd', 'e']);
  });

  it('one box chooses all that is shown, and is mixed while only some are', () => {
    const onChosen = vi.fn();
    render(<Stage onChosen={onChosen} />);
    fireEvent.click(box('Choose a'));
    expect((screen.getByRole('checkbox', { name: 'Choose all 5' }) as HTMLInputElement).indeterminate).toBe(
      true,
    );
    fireEvent.click(box('Choose all 5'));
    expect(onChosen).toHaveBeenLastCalledWith(['a', 'b', 'c', 'd', 'e']);
    fireEvent.click(box('Choose none'));
    expect(onChosen).toHaveBeenLastCalledWith([]);
  });

  it('groups stand in their own order with their count and sums, rows sorted inside', () => {
    const groups = { of: (m: Machine) => m.team, label: (key: string) => key.toUpperCase() };
    render(<Stage groups={groups} first={{ id: 'cost', desc: true }} />);
    expect(shown()).toEqual([
      'NLP · 3',
      'machine a',
      'machine e',
      'machine c',
      'VISION · 2',
      'machine b',
      'machine d',
    ]);
    expect(screen.getByText('sum 6').closest('tr')?.textContent).toContain('NLP');
    expect(screen.getByText('sum 9').closest('tr')?.textContent).toContain('VISION');
  });

  it('draws a window of a long table but tells its full length, and numbers rows by their real place', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({ id: `m${i}`, team: 'nlp', cost: i }));
    render(<Stage rows={rows} />);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(shown().length).toBeLessThan(60);
    expect(screen.getByText('machine m0').closest('tr')?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('holds rows where they are while the mouse is over them, and lets go when it leaves', () => {
    const by: Sorting = { id: 'cost', desc: true };
    const view = render(<Stage holdOrder sorting={by} />);
    const body = screen.getAllByRole('rowgroup')[1] as HTMLElement;
    fireEvent.pointerEnter(body, { pointerType: 'mouse' });
    const changed = FIVE.map((m) => (m.id === 'c' ? { ...m, cost: 99 } : m));
    view.rerender(<Stage holdOrder sorting={by} rows={changed} />);
    expect(shown()).toEqual(['machine b', 'machine d', 'machine a', 'machine e', 'machine c']);
    fireEvent.pointerLeave(body);
    expect(shown()[0]).toBe('machine c');
  });

  it('hides columns without losing the one that names the row', () => {
    render(<Stage hidden={['team']} />);
    expect(screen.queryByRole('columnheader', { name: 'Team' })).toBeNull();
    expect(shown().length).toBe(5);
  });

  it('is walked by j and k, chosen by x and shift+x, opened by Enter', () => {
    const onChosen = vi.fn();
    const onOpen = vi.fn();
    render(<Stage onChosen={onChosen} onOpen={onOpen} />);
    press('j');
    press('x');
    press('j');
    press('j');
    press('X', true);
    expect(onChosen).toHaveBeenLastCalledWith(['a', 'b', 'c']);
    press('k');
    press('Enter');
    expect(onOpen).toHaveBeenLastCalledWith(FIVE[1]);
  });

  it('can be used by keyboard with the single keys switched off', () => {
    setSingleKeys(false);
    const onChosen = vi.fn();
    const onOpen = vi.fn();
    render(<Stage onChosen={onChosen} onOpen={onOpen} />);
    const row = (name: string) => screen.getByText(`machine ${name}`).closest('tr') as HTMLElement;
    row('a').focus();
    fireEvent.keyDown(row('a'), { key: ' ' });
    fireEvent.keyDown(row('a'), { key: 'ArrowDown' });
    expect(row('b').tabIndex).toBe(0);
    expect(row('a').tabIndex).toBe(-1);
    fireEvent.keyDown(row('b'), { key: ' ', shiftKey: true });
    fireEvent.keyDown(row('b'), { key: 'Enter' });
    expect(onChosen).toHaveBeenLastCalledWith(['a', 'b']);
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(FIVE[1]);
    setSingleKeys(true);
  });

  it('can always be reached by Tab, also when the row one was at has gone', () => {
    const stops = () => screen.getAllByRole('row').filter((row) => row.tabIndex === 0 && row.dataset.id);
    const { rerender } = render(<Stage />);
    fireEvent.keyDown(document.body, { key: 'j' });
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(stops().map((row) => row.dataset.id)).toEqual(['b']);
    rerender(<Stage rows={FIVE.filter(({ id }) => id !== 'b')} />);
    expect(stops().map((row) => row.dataset.id)).toEqual(['a']);
  });

  it('asks for an order it does not make itself where the rows arrive sorted', () => {
    const asked = vi.fn();
    const columns = COLUMNS.map((c) => (c.id === 'cost' ? { ...c, sort: true as const } : c));
    render(<Stage columns={columns} sortedElsewhere onSortingChange={asked} />);
    fireEvent.click(within(screen.getByRole('columnheader', { name: /Cost/ })).getByRole('button'));
    expect(asked).toHaveBeenCalledExactlyOnceWith({ id: 'cost', desc: true });
    expect(shown()[0]).toBe('machine a');
  });

  it('a press on the row opens it; a press on its box or its menu does not', () => {
    const onOpen = vi.fn();
    const onMenu = vi.fn();
    render(<Stage onOpen={onOpen} onMenu={onMenu} />);
    fireEvent.click(screen.getByText('machine c'));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(FIVE[2]);
    fireEvent.click(box('Choose d'));
    const menu = screen.getByRole('button', { name: 'What can be done with d' });
    fireEvent.click(menu);
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(onMenu).toHaveBeenCalledExactlyOnceWith(FIVE[3], menu);
  });

  it('shows what was given for nothing instead of an empty table', () => {
    render(<Stage rows={[]} empty={<p>No machines yet</p>} />);
    expect(screen.getByText('No machines yet')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
