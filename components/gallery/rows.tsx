'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ColumnsMenu } from '@/components/ui/data-table/columns-menu';
import { DataTable, type DataTableProps } from '@/components/ui/data-table/table';
import type { Column, Sorting } from '@/components/ui/data-table/types';
import { Empty } from '@/components/ui/empty';
import { Money } from '@/components/ui/money';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { RowMenuButton } from '@/components/ui/row-menu';
import { Status } from '@/components/ui/status';
import { TableHeads } from '@/components/ui/table-heads';
import type { Theme } from '@/components/ui/theme';
import { UtilBar } from '@/components/ui/util-bar';
import { type Example, example, nothing } from './example';
import { Held } from './held';

interface Row {
  id: string;
  team: string;
  use: number | undefined;
  hour: string;
  gone?: true;
}

const ROWS: readonly Row[] = [
  { id: 'llama-ft-12', team: 'NLP', use: 92, hour: '0.668' },
  { id: 'embed-7', team: 'NLP', use: 3, hour: '0.22' },
  { id: 'vision-eval', team: 'Vision', use: undefined, hour: '1.9', gone: true },
];

const TOKEN_HEADS = [
  { head: 'Name', width: '' },
  { head: 'May', width: 'w-[40%]' },
  { head: 'Calls', width: 'w-[20%]', isFigure: true },
];

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    head: 'Instance',
    names: true,
    cell: (row) => row.id,
    sort: (a, b) => a.id.localeCompare(b.id),
  },
  {
    id: 'state',
    head: 'State',
    cell: (row) => <Status tone={row.gone ? 'off' : 'run'}>{row.gone ? 'Gone' : 'Running'}</Status>,
  },
  { id: 'use', head: 'GPU', unit: 'in use', cell: (row) => <UtilBar percent={row.use} /> },
  {
    id: 'hour',
    head: 'Price',
    unit: '$/h',
    numeric: true,
    width: 90,
    cell: (row) => <Money amount={row.hour} places={3} bare />,
    sort: (a, b) => Number(a.hour) - Number(b.hour),
    *subtotal(rows) {
      yield;
      return rows.length;
    },
  },
  { id: 'menu', head: '', width: 44, cell: (row) => <RowMenuButton name={row.id} /> },
];

const PLAIN: DataTableProps<Row> = {
  label: 'Examples',
  columns: COLUMNS,
  rows: ROWS,
  rowId: (row) => row.id,
  rowName: (row) => row.id,
  isGone: (row) => row.gone === true,
  keys: false,
};

function Table({ theme, ...given }: Partial<DataTableProps<Row>> & { theme: Theme }) {
  const [sorting, setSorting] = useState<Sorting | undefined>({ id: 'hour', desc: true });
  const [chosen, setChosen] = useState(given.chosen);
  return (
    <div className="w-full rounded-lg border border-line bg-surface">
      <DataTable
        {...PLAIN}
        {...given}
        label={`${given.label ?? PLAIN.label}, ${theme}`}
        sorting={sorting}
        onSortingChange={setSorting}
        {...(chosen ? { chosen, onChosenChange: setChosen } : {})}
      />
    </div>
  );
}

const TEAMS = { of: (row: Row) => row.team, label: (key: string) => key };

export const rows: readonly Example[] = [
  example('ui/data-table/table', {
    'sorted, with one gone': (theme) => <Table theme={theme} label="Sorted rows" />,
    'dense, in groups, chosen': (theme) => (
      <Table theme={theme} label="Grouped rows" dense groups={TEAMS} chosen={new Set(['embed-7'])} />
    ),
    'opened by a press': (theme) => (
      <Table theme={theme} label="Rows that open" onOpen={nothing} openId="llama-ft-12" />
    ),
    'lines on a phone': (theme) => (
      <Table
        theme={theme}
        label="Rows on a phone"
        phone={({ id, team, hour }) => ({
          title: id,
          figure: <Money amount={hour} places={3} />,
          says: team,
        })}
      />
    ),
    empty: (theme) => (
      <Table
        theme={theme}
        label="No rows"
        rows={[]}
        empty={<Empty title="Nothing fits" action={<Button>Clear filters</Button>} />}
      />
    ),
  }),
  example('ui/data-table/columns-menu', {
    'one hidden': () => (
      <Held<string[]> initial={['use']}>
        {(hidden, set) => <ColumnsMenu columns={COLUMNS} hidden={hidden} onHiddenChange={set} />}
      </Held>
    ),
  }),
  example('ui/table-heads', {
    'words and figures': () => (
      <table className="data">
        <TableHeads caption="Tokens" heads={TOKEN_HEADS} />
        <tbody>
          <tr>
            <th scope="row">trainer-bot</th>
            <td>read and spend</td>
            <td className="num">12</td>
          </tr>
        </tbody>
      </table>
    ),
  }),
  example('ui/phone-rows', {
    'a link, a button, a line': () => (
      <div className="w-full max-w-96 rounded-lg border border-line bg-surface">
        <PhoneRows label="Rows of a phone">
          <PhoneRow title="llama-ft-12" figure="$0.668" says="NLP" aside="2× RTX 4090" href="/instances" />
          <PhoneRow title="embed-7" figure="$0.220" says="NLP" aside="idle" onOpen={nothing} />
          <PhoneRow title="vision-eval" figure="$1.900" says="Vision" />
        </PhoneRows>
      </div>
    ),
  }),
];
